package dev.weir.core.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Standard output for the rows of a query, which notices that its reader has gone. */
final class QueryOutput implements WritableByteChannel {
  private final WritableByteChannel channel;
  private final boolean isForPager;
  private volatile boolean closedByReader;

  /**
   * Creates an output.
   *
   * @param isForPager whether a program reads that this process has started; to write fails only if
   *     it has ended, and Java then closes the stream
   */
  QueryOutput(OutputStream out, boolean isForPager) {
    this.channel = Channels.newChannel(out);
    this.isForPager = isForPager;
  }

  /** Returns whether a write has failed because nobody reads any more, as with {@code | head}. */
  boolean isClosedByReader() {
    return closedByReader;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    try {
      return channel.write(bytes);
    } catch (IOException e) {
      closedByReader = channel.isOpen() && (isForPager || isReaderGone(e));
      throw e;
    }
  }

  /** The system's message may be in any language, but a pipe has no other error. */
  private static boolean isReaderGone(IOException error) {
    String message = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("broken pipe") || message.contains("connection reset")) {
      return true;
    }
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString().startsWith("pipe:");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  /** Also ends a write of another thread. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
