package dev.weir.rules.event;

import java.util.List;
import org.apache.arrow.vector.FieldVector;

/** Reads the values of one field from a column. A subclass implements the method of its type. */
abstract class BatchColumn {
  private final FieldVector vector;

  BatchColumn(FieldVector vector) {
    this.vector = vector;
  }

  final boolean isPresent(int row) {
    return !vector.isNull(row);
  }

  final FieldVector vector() {
    return vector;
  }

  long longAt(int row) {
    throw mismatch("an integer");
  }

  double doubleAt(int row) {
    throw mismatch("a float");
  }

  boolean booleanAt(int row) {
    throw mismatch("a boolean");
  }

  String textAt(int row) {
    throw mismatch("a text");
  }

  void copyText(int row, TextTarget target) {
    throw mismatch("a text");
  }

  boolean textEquals(int row, TextConstant constant) {
    throw mismatch("a text");
  }

  byte[] bytesAt(int row) {
    throw mismatch("bytes");
  }

  List<Object> arrayAt(int row) {
    throw mismatch("an array");
  }

  private IllegalStateException mismatch(String asked) {
    return new IllegalStateException(
        "The column "
            + vector.getName()
            + " has the type "
            + vector.getMinorType()
            + ", not "
            + asked);
  }
}
