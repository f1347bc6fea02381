package dev.weir.files.parquet;

import java.io.IOException;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.schema.Type;

/**
 * Writes one leaf of a row group, column by column: a block of definition and repetition levels,
 * then the values of the block. Pages end between blocks, so they begin with a row.
 *
 * <p>A page has at most the bytes of {@link #PAGE_BYTES} and of one block. A block is part of one
 * batch, whose bytes are limited.
 */
final class ChunkWriter implements AutoCloseable {
  private static final int BLOCK_ROWS = 1024;
  private static final int PAGE_ROWS = 20 * BLOCK_ROWS;
  static final int PAGE_BYTES = 1 << 20;

  private final ColumnDescriptor column;
  private final boolean isList;

  /** The definition level of an empty list. */
  private final int emptyLevel;

  private final ValueKernel kernel;
  private final PageWriter pages;
  private final ValuesWriter repetitions;
  private final ValuesWriter definitions;
  private final ValuesWriter values;
  private final int definitionMax;

  /** Takes the values that are too different for a dictionary. */
  private Optional<DirectValues> direct = Optional.empty();

  /** Whether it is still to be decided if the values are too different for a dictionary. */
  private boolean undecided;

  /** Whether parquet-java has given the dictionary up. */
  private boolean givenUp;

  private Statistics<?> statistics;
  private byte[] scratch = new byte[0];
  private int pageRows;
  private int pageValues;

  ChunkWriter(
      ColumnDescriptor column,
      ParquetColumn parent,
      ValueKernel kernel,
      PageWriter pages,
      ParquetProperties properties) {
    this.column = column;
    this.isList = parent.isList();
    this.emptyLevel = parent.type().isRepetition(Type.Repetition.OPTIONAL) ? 1 : 0;
    this.kernel = kernel;
    this.undecided = !kernel.direct().isEmpty();
    this.pages = pages;
    this.repetitions = properties.newRepetitionLevelWriter(column);
    this.definitions = properties.newDefinitionLevelWriter(column);
    this.values = properties.newValuesWriter(column);
    this.definitionMax = column.getMaxDefinitionLevel();
    this.statistics = Statistics.createStats(column.getPrimitiveType());
  }

  /** Takes the values of the current page. */
  ValuesWriter values() {
    return values;
  }

  /** The statistics of the current page. */
  Statistics<?> statistics() {
    return statistics;
  }

  /** Returns an array of at least some length, whose content is undefined. */
  byte[] scratch(int length) {
    if (scratch.length < length) {
      scratch = new byte[length];
    }
    return scratch;
  }

  /** Writes the rows of a vector. */
  void write(FieldVector vector, int rows) throws IOException {
    for (int from = 0; from < rows; from += BLOCK_ROWS) {
      int to = Math.min(rows, from + BLOCK_ROWS);
      if (undecided) {
        decide(vector, from, to);
      }
      if (isList) {
        writeLists((ListVector) vector, from, to);
      } else {
        writeScalars(vector, from, to);
      }
      pageRows += to - from;
      if (pageBytes() >= PAGE_BYTES || pageRows >= PAGE_ROWS) {
        endPage();
      }
    }
  }

  private void decide(FieldVector vector, int from, int to) throws IOException {
    FieldVector values = vector;
    int first = from;
    int end = to;
    if (vector instanceof ListVector lists) {
      values = lists.getDataVector();
      first = lists.getElementStartIndex(from);
      end = lists.getElementEndIndex(to - 1);
    }
    Optional<Boolean> distinct = DirectChoice.areDistinct(values, first, end);
    undecided = distinct.isEmpty() && !givenUp;
    if (givenUp || distinct.orElse(false)) {
      if (pageRows > 0) {
        endPage();
      }
      direct = Optional.of(DirectChoice.among(kernel.direct(), column, values, first, end));
    }
  }

  private void writeScalars(FieldVector vector, int from, int to) {
    if (definitionMax > 0) {
      for (int i = from; i < to; i++) {
        level(0, vector.isNull(i) ? definitionMax - 1 : definitionMax);
      }
    } else {
      pageValues += to - from;
    }
    writeValues(vector, from, to);
  }

  /** A list that is NULL or empty, and an element that is NULL, has levels and no value. */
  private void writeLists(ListVector lists, int from, int to) {
    FieldVector elements = lists.getDataVector();
    for (int i = from; i < to; i++) {
      if (lists.isNull(i)) {
        level(0, 0);
        continue;
      }
      int start = lists.getElementStartIndex(i);
      int end = lists.getElementEndIndex(i);
      if (start == end) {
        level(0, emptyLevel);
      }
      for (int k = start; k < end; k++) {
        level(k == start ? 0 : 1, elements.isNull(k) ? definitionMax - 1 : definitionMax);
      }
      writeValues(elements, start, end);
    }
  }

  private void writeValues(FieldVector vector, int from, int to) {
    if (direct.isPresent()) {
      direct.get().write(vector, from, to, statistics);
    } else {
      kernel.write(vector, from, to, this);
    }
  }

  private void level(int repetition, int definition) {
    repetitions.writeInteger(repetition);
    definitions.writeInteger(definition);
    pageValues++;
    if (definition < definitionMax) {
      statistics.incrementNumNulls();
    }
  }

  private long pageBytes() {
    return repetitions.getBufferedSize()
        + definitions.getBufferedSize()
        + values.getBufferedSize()
        + direct.map(DirectValues::bytes).orElse(0L);
  }

  /** Returns the bytes of the compressed pages and of the current one. */
  long bufferedBytes() {
    return pages.getMemSize() + pageBytes();
  }

  private void endPage() throws IOException {
    BytesInput bytes = direct.isPresent() ? direct.get().toInput() : values.getBytes();
    Encoding encoding = direct.isPresent() ? direct.get().encoding() : values.getEncoding();
    pages.writePage(
        BytesInput.concat(repetitions.getBytes(), definitions.getBytes(), bytes),
        pageValues,
        pageRows,
        statistics,
        repetitions.getEncoding(),
        definitions.getEncoding(),
        encoding);
    if (direct.isEmpty() && encoding == Encoding.PLAIN && !kernel.direct().isEmpty()) {
      givenUp = true;
      undecided = true;
    }
    repetitions.reset();
    definitions.reset();
    values.reset();
    direct.ifPresent(DirectValues::reset);
    statistics = Statistics.createStats(column.getPrimitiveType());
    pageRows = 0;
    pageValues = 0;
  }

  /** Ends the last page, and writes the dictionary. */
  void finish() throws IOException {
    if (pageRows > 0) {
      endPage();
    }
    DictionaryPage dictionary = values.toDictPageAndClose();
    if (dictionary != null) {
      pages.writeDictionaryPage(dictionary);
      values.resetDictionary();
    }
  }

  @Override
  public void close() {
    repetitions.close();
    definitions.close();
    values.close();
    direct.ifPresent(DirectValues::close);
  }
}
