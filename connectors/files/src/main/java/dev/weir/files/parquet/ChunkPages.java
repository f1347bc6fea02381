package dev.weir.files.parquet;

import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.files.store.FilesError;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pages of one leaf of a row group, one after the other, so that a page of each column is
 * in memory, whatever the size of the row group. Failures of the channel are thrown as {@link
 * UncheckedIOException}.
 */
final class ChunkPages implements PageReader {
  /** Writers end pages at about a mebibyte; one value can be much longer. */
  private static final int PAGE_BYTES_MAX = 1 << 28;

  private final FileChannel channel;
  private final Place place;
  private final String file;
  private final CompressionCodecName codec;
  private final Statistics<?> noStatistics;
  private final long valueCount;
  private final Input in;
  private final ParquetMetadataConverter converter = new ParquetMetadataConverter();
  private @Nullable PageHeader peeked;

  ChunkPages(FileChannel channel, ColumnChunkMetaData chunk, Place place, String file) {
    this.channel = channel;
    this.place = place;
    this.file = file;
    this.codec = chunk.getCodec();
    this.noStatistics = Statistics.getBuilderForReading(chunk.getPrimitiveType()).build();
    this.valueCount = chunk.getValueCount();
    this.in = new Input(chunk.getStartingPos(), chunk.getStartingPos() + chunk.getTotalSize());
  }

  /** The bytes of the chunk. */
  private final class Input extends InputStream {
    /** More than the header of a page, without statistics of long values. */
    private static final int BUFFER_BYTES = 512;

    private final long end;
    private long position;
    private ByteBuffer buffer = ByteBuffer.allocate(0);

    /** What the parser of headers reports as an error of its own. */
    private @Nullable IOException failure;

    Input(long position, long end) {
      this.position = position;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      fill();
      return buffer.get() & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      fill();
      int count = Math.min(length, buffer.remaining());
      buffer.get(bytes, offset, count);
      return count;
    }

    private void fill() throws IOException {
      if (!buffer.hasRemaining()) {
        try {
          buffer = ByteBuffer.wrap(bytes((int) Math.min(BUFFER_BYTES, end - position)));
        } catch (IOException e) {
          failure = e;
          throw e;
        }
      }
    }

    /** Reads bytes after those of the buffer. */
    private byte[] bytes(int length) throws IOException {
      if (length <= 0 || length > end - position) {
        throw new EOFException();
      }
      byte[] bytes = ParquetFooter.bytes(channel, position, length);
      position += length;
      return bytes;
    }

    byte[] page(int length) throws IOException {
      position -= buffer.remaining();
      buffer = ByteBuffer.allocate(0);
      return length == 0 ? new byte[0] : bytes(length);
    }
  }

  @Override
  public long getTotalValueCount() {
    return valueCount;
  }

  private PageHeader header() throws IOException {
    PageHeader header = peeked;
    peeked = null;
    try {
      return header == null ? Util.readPageHeader(in) : header;
    } catch (IOException e) {
      IOException failure = in.failure;
      if (failure != null) {
        throw failure;
      }
      throw corrupt("its header is invalid", e);
    }
  }

  @Override
  public @Nullable DictionaryPage readDictionaryPage() {
    try {
      PageHeader header = header();
      if (!header.isSetDictionary_page_header()) {
        peeked = header;
        return null;
      }
      DictionaryPageHeader dictionary = header.getDictionary_page_header();
      byte[] content = content(header, 0);
      return new DictionaryPage(
          BytesInput.from(content),
          dictionary.getNum_values(),
          converter.getEncoding(dictionary.getEncoding()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public DataPage readPage() {
    try {
      PageHeader header = header();
      while (!header.isSetData_page_header() && !header.isSetData_page_header_v2()) {
        // Pages of other kinds are to be skipped.
        in.page(header.getCompressed_page_size());
        header = header();
      }
      return header.isSetData_page_header() ? version1(header) : version2(header);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DataPage version1(PageHeader header) throws IOException {
    DataPageHeader data = header.getData_page_header();
    byte[] content = content(header, 0);
    return new DataPageV1(
        BytesInput.from(content),
        data.getNum_values(),
        content.length,
        noStatistics,
        converter.getEncoding(data.getRepetition_level_encoding()),
        converter.getEncoding(data.getDefinition_level_encoding()),
        converter.getEncoding(data.getEncoding()));
  }

  /** Here the levels are before the compressed values, and not compressed. */
  private DataPage version2(PageHeader header) throws IOException {
    DataPageHeaderV2 data = header.getData_page_header_v2();
    int repetitions = data.getRepetition_levels_byte_length();
    int definitions = data.getDefinition_levels_byte_length();
    if (repetitions < 0 || definitions < 0 || repetitions > PAGE_BYTES_MAX - definitions) {
      throw corrupt("the length of its levels is invalid", null);
    }
    int levels = repetitions + definitions;
    byte[] content = content(header, levels);
    return DataPageV2.uncompressed(
        data.getNum_rows(),
        data.getNum_nulls(),
        data.getNum_values(),
        BytesInput.from(content, 0, repetitions),
        BytesInput.from(content, repetitions, definitions),
        converter.getEncoding(data.getEncoding()),
        BytesInput.from(content, levels, content.length - levels),
        noStatistics);
  }

  /**
   * Returns the content of a page.
   *
   * @param levels the bytes at its start that are not compressed
   */
  private byte[] content(PageHeader header, int levels) throws IOException {
    int stored = header.getCompressed_page_size();
    int length = header.getUncompressed_page_size();
    if (stored < levels || length < levels || length > PAGE_BYTES_MAX) {
      throw corrupt("its sizes are %,d and %,d bytes".formatted(stored, length), null);
    }
    byte[] page = in.page(stored);
    checkCrc(header, page);
    if (codec == CompressionCodecName.UNCOMPRESSED
        || stored == levels
        || (header.isSetData_page_header_v2()
            && !header.getData_page_header_v2().isIs_compressed())) {
      return page;
    }
    try {
      byte[] values = PageDecompressor.decompress(codec, page, levels, length - levels);
      if (levels == 0) {
        return values;
      }
      byte[] content = new byte[length];
      System.arraycopy(page, 0, content, 0, levels);
      System.arraycopy(values, 0, content, levels, values.length);
      return content;
    } catch (IOException e) {
      throw corrupt("%s: %s".formatted(codec, e.getMessage()), e);
    }
  }

  private void checkCrc(PageHeader header, byte[] page) {
    if (header.isSetCrc()) {
      CRC32 crc = new CRC32();
      crc.update(page);
      if ((int) crc.getValue() != header.getCrc()) {
        throw corrupt("its checksum differs", null);
      }
    }
  }

  private WeirException corrupt(String reason, @Nullable Exception cause) {
    WeirException error =
        FilesError.FILE_ROW.at(place, "%s: a page is corrupt (%s)".formatted(file, reason));
    return cause == null ? error : error.causedBy(cause);
  }
}
