package dev.weir.files.arrow;

import dev.weir.core.error.Place;
import dev.weir.files.store.FilesError;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.arrow.vector.ipc.ReadChannel;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Schema;

/** The start of Arrow's IPC formats. */
public final class ArrowSchemas {
  /** Precedes a stream in the file format, with two bytes of padding. */
  private static final byte[] FILE_MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);

  private static final int FILE_START_BYTES = 8;
  private static final int BUFFER_BYTES = 8 * 1024;

  /** More than the schema of a table with the most columns that PostgreSQL allows takes. */
  private static final int SCHEMA_BYTES_MAX = 16 << 20;

  private ArrowSchemas() {}

  /** Skips what the file format has before its stream; returns whether it is that format. */
  static boolean skipFileStart(BufferedInputStream in) throws IOException {
    in.mark(FILE_START_BYTES);
    byte[] start = in.readNBytes(FILE_START_BYTES);
    if (start.length < FILE_START_BYTES) {
      throw new EOFException();
    }
    boolean isFile = Arrays.equals(Arrays.copyOf(start, FILE_MAGIC.length), FILE_MAGIC);
    if (!isFile) {
      in.reset();
    }
    return isFile;
  }

  /**
   * Skips the footer, which follows the stream.
   *
   * @throws EOFException if the file does not end with the format's magic
   */
  static void skipFooter(InputStream in) throws IOException {
    byte[] end = new byte[FILE_MAGIC.length];
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      int kept = Math.max(0, end.length - count);
      System.arraycopy(end, end.length - kept, end, 0, kept);
      System.arraycopy(buffer, Math.max(0, count - end.length), end, kept, end.length - kept);
    }
    if (!Arrays.equals(end, FILE_MAGIC)) {
      throw new EOFException();
    }
  }

  /** Reads the schema and gives back what was read. */
  public static Schema read(BufferedInputStream in, Place place, String file) throws IOException {
    in.mark(SCHEMA_BYTES_MAX);
    byte[] start = in.readNBytes(FILE_START_BYTES);
    in.reset();
    if (start.length < FILE_START_BYTES) {
      throw new EOFException();
    }
    boolean isFile = Arrays.equals(Arrays.copyOf(start, FILE_MAGIC.length), FILE_MAGIC);
    if (!isFile && (start[0] != -1 || start[1] != -1 || start[2] != -1 || start[3] != -1)) {
      throw FilesError.FILE_ROW.at(place, file + " is not in Arrow's IPC format");
    }
    in.mark(SCHEMA_BYTES_MAX);
    if (isFile) {
      in.skipNBytes(FILE_START_BYTES);
    }
    try {
      return MessageSerializer.deserializeSchema(new ReadChannel(Channels.newChannel(in)));
    } catch (RuntimeException e) {
      throw FilesError.FILE_ROW
          .at(place, file + " does not begin with an Arrow schema")
          .causedBy(e);
    } finally {
      in.reset();
    }
  }
}
