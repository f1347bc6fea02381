package dev.weir.files.parquet;

import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * Appends rows of one column to a vector. It has a reader for each leaf of the column; they have
 * the same levels.
 */
final class ColumnAssembler {
  private final String name;
  private final List<ColumnDescriptor> leaves;
  private final boolean isList;
  private final int definitionMax;

  /** The definition level of an empty list. */
  private final int emptyLevel;

  private ColumnReader[] readers = {};
  private FieldVector vector;
  private FieldVector values;
  private ValueSetter setter;
  private int elements;
  private long bytes;
  private long levels;
  private long levelsMax;

  ColumnAssembler(Type type, List<ColumnDescriptor> leaves) {
    this.name = type.getName();
    this.leaves = List.copyOf(leaves);
    this.isList = ParquetFields.element(type).isPresent();
    this.definitionMax = leaves.get(0).getMaxDefinitionLevel();
    this.emptyLevel = type.isRepetition(Repetition.OPTIONAL) ? 1 : 0;
    this.vector = new NullVector(name);
    this.values = vector;
    this.setter = unused -> 0;
  }

  String name() {
    return name;
  }

  List<ColumnDescriptor> leaves() {
    return leaves;
  }

  /** Sets the vector of the next rows, which is empty. */
  void attach(FieldVector next) {
    vector = next;
    values = isList ? ((ListVector) next).getDataVector() : next;
    elements = 0;
    bytes = 0;
    bind();
  }

  /**
   * Sets the readers of the next row group.
   *
   * @param count the values of each leaf, with NULLs and empty lists
   */
  void attach(ColumnReader[] next, long count) {
    readers = next;
    levels = 0;
    levelsMax = count;
    bind();
  }

  private void bind() {
    if (readers.length == 0) {
      return;
    }
    setter =
        readers.length == 1
            ? ValueSetters.of(leaves.get(0).getPrimitiveType(), values, readers[0])
            : ValueSetters.interval(values, readers[0], readers[1], readers[2]);
  }

  /** Returns the bytes of the values of variable length and of the elements of lists. */
  long bytes() {
    return bytes;
  }

  /** Appends rows. */
  void read(int row, int count) {
    if (isList) {
      readLists(row, count);
    } else {
      readScalars(row, count);
    }
  }

  private void readScalars(int row, int count) {
    ColumnReader first = readers[0];
    for (int i = row; i < row + count; i++) {
      if (first.getCurrentDefinitionLevel() == definitionMax) {
        bytes += setter.set(i);
      } else {
        vector.setNull(i);
      }
      consume();
    }
  }

  private void readLists(int row, int count) {
    ColumnReader first = readers[0];
    ListVector lists = (ListVector) vector;
    for (int i = row; i < row + count; i++) {
      int level = first.getCurrentDefinitionLevel();
      if (level < emptyLevel) {
        lists.setNull(i);
        consume();
        continue;
      }
      int start = elements;
      lists.startNewValue(i);
      if (level == emptyLevel) {
        consume();
      } else {
        readElements(first);
      }
      lists.endValue(i, elements - start);
    }
  }

  private void readElements(ColumnReader first) {
    do {
      if (first.getCurrentDefinitionLevel() == definitionMax) {
        bytes += setter.set(elements);
      } else {
        values.setNull(elements);
      }
      bytes += Long.BYTES;
      elements++;
      consume();
    } while (first.getCurrentRepetitionLevel() > 0);
  }

  private void consume() {
    if (++levels > levelsMax) {
      throw new ParquetDecodingException("fewer values than rows");
    }
    for (ColumnReader reader : readers) {
      reader.consume();
    }
  }
}
