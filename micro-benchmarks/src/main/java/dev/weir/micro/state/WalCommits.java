package dev.weir.micro.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Counts the transactions in the write-ahead log of an SQLite file that is open. With {@code
 * synchronous=FULL} each of them is one fsync of the log, with NORMAL none is; checkpoints of the
 * log add theirs. The driver's library offers no count of calls.
 *
 * <p>Source: sqlite.org/fileformat2.html, "The Write-Ahead Log"; sqlite.org/pragma.html,
 * "synchronous".
 */
final class WalCommits {
  private static final int HEADER_BYTES = 32;
  private static final int PAGE_SIZE_OFFSET = 8;
  private static final int SALT_OFFSET = 16;

  private static final int FRAME_HEADER_BYTES = 24;

  /** The size of the database in pages after the commit; 0 in a frame that is no commit. */
  private static final int FRAME_COMMIT_OFFSET = 4;

  private static final int FRAME_SALT_OFFSET = 8;

  private WalCommits() {}

  /** Returns the number of transactions since the log was begun or reset. */
  static int count(Path database) throws IOException {
    Path file = Path.of(database + "-wal");
    ByteBuffer log = ByteBuffer.wrap(Files.exists(file) ? Files.readAllBytes(file) : new byte[0]);
    if (log.capacity() < HEADER_BYTES) {
      return 0;
    }
    int frameBytes = FRAME_HEADER_BYTES + log.getInt(PAGE_SIZE_OFFSET);
    // A reset changes the salt, and leaves the frames of the former log where they are.
    long salt = log.getLong(SALT_OFFSET);
    int commits = 0;
    for (int frame = HEADER_BYTES;
        frame + frameBytes <= log.capacity() && log.getLong(frame + FRAME_SALT_OFFSET) == salt;
        frame += frameBytes) {
      if (log.getInt(frame + FRAME_COMMIT_OFFSET) != 0) {
        commits++;
      }
    }
    return commits;
  }
}
