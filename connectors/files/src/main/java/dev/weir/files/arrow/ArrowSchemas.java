package dev.weir.files.arrow;

import dev.weir.core.error.Place;
import dev.weir.files.store.FilesError;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
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

  /** More than the schema of a table with the most columns that PostgreSQL allows takes. */
  private static final int SCHEMA_BYTES_MAX = 16 << 20;

  private ArrowSchemas() {}

  /** Skips what the file format has before its stream. */
  static void skipFileStart(BufferedInputStream in) throws IOException {
    in.mark(FILE_START_BYTES);
    byte[] start = in.readNBytes(FILE_START_BYTES);
    if (start.length < FILE_START_BYTES) {
      throw new EOFException();
    }
    if (!Arrays.equals(Arrays.copyOf(start, FILE_MAGIC.length), FILE_MAGIC)) {
      in.reset();
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
