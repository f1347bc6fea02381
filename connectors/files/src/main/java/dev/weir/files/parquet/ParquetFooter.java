package dev.weir.files.parquet;

import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.files.store.FilesError;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * The metadata at the end of a file. Source: Parquet, "File Format": the file begins and ends with
 * a magic number; before the last one is the length of the metadata.
 *
 * @param fields those of Arrow by their name, if the file has them
 */
record ParquetFooter(ParquetMetadata metadata, Map<String, Field> fields) {
  private static final String MAGIC = "PAR1";
  private static final String ENCRYPTED_MAGIC = "PARE";
  private static final int MAGIC_BYTES = 4;
  private static final int TAIL_BYTES = Integer.BYTES + MAGIC_BYTES;

  /**
   * Reads the metadata.
   *
   * @param file the name to show in messages
   * @throws EOFException if the file is truncated
   */
  static ParquetFooter read(FileChannel channel, Place place, String file) throws IOException {
    long size = channel.size();
    String start = text(bytes(channel, 0, (int) Math.min(size, MAGIC_BYTES)));
    if (!start.equals(MAGIC) && !(size < MAGIC_BYTES && MAGIC.startsWith(start))) {
      throw FilesError.FILE_ROW.at(
          place,
          start.equals(ENCRYPTED_MAGIC)
              ? file + " is encrypted, which is not supported"
              : file + " is not a Parquet file");
    }
    if (size < MAGIC_BYTES + TAIL_BYTES) {
      throw new EOFException();
    }
    byte[] tail = bytes(channel, size - TAIL_BYTES, TAIL_BYTES);
    if (!text(Arrays.copyOfRange(tail, Integer.BYTES, TAIL_BYTES)).equals(MAGIC)) {
      throw new EOFException();
    }
    int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
    long position = size - TAIL_BYTES - length;
    if (length < 0 || position < MAGIC_BYTES) {
      throw invalid(place, file, "its length is %,d".formatted(length));
    }
    return parse(bytes(channel, position, length), place, file);
  }

  private static ParquetFooter parse(byte[] footer, Place place, String file) {
    try {
      ParquetMetadata metadata =
          new ParquetMetadataConverter()
              .readParquetMetadata(
                  new ByteArrayInputStream(footer), ParquetMetadataConverter.NO_FILTER);
      return new ParquetFooter(
          metadata, ArrowSchemaEntry.read(metadata.getFileMetaData().getKeyValueMetaData()));
    } catch (IOException | RuntimeException e) {
      throw invalid(place, file, String.valueOf(e.getMessage())).causedBy(e);
    }
  }

  private static WeirException invalid(Place place, String file, String reason) {
    return FilesError.FILE_ROW.at(
        place, "%s: the metadata is invalid (%s)".formatted(file, reason.split("\n", 2)[0]));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /**
   * Reads bytes at a position.
   *
   * @throws EOFException if the file has fewer
   */
  static byte[] bytes(FileChannel channel, long position, int length) throws IOException {
    byte[] bytes = new byte[length];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException();
      }
    }
    return bytes;
  }
}
