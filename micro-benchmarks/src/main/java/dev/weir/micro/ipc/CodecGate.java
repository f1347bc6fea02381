package dev.weir.micro.ipc;

import dev.weir.micro.Agreement;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compare.Range;

/**
 * Holds the contenders equal before any timing counts: each reads its own message and every
 * other's, and finds the rows that went in, value by value.
 */
final class CodecGate {
  private CodecGate() {}

  /**
   * Passes where all contenders agree.
   *
   * @param expected the batch that each contender was made for
   * @throws IllegalStateException where two do not, naming them and the first value that differs
   */
  static void check(VectorSchemaRoot expected, List<? extends IpcContender> contenders) {
    for (IpcContender writer : contenders) {
      byte[] message = writer.message();
      for (IpcContender reader : contenders) {
        String who = reader.name() + " reading " + writer.name() + "'s message";
        reader.read(message, actual -> requireEqual(who, expected, actual));
      }
    }
  }

  /**
   * Passes where another way of writing gives a contender's message, byte for byte.
   *
   * @throws IllegalStateException otherwise, naming it
   */
  static void checkSame(IpcContender contender, String who, byte[] message) {
    int difference = Arrays.mismatch(contender.message(), message);
    if (difference >= 0) {
      throw new IllegalStateException(
          "The contenders disagree, so no time counts: the message of "
              + (who + " differs from " + contender.name() + "'s at byte " + difference));
    }
  }

  private static void requireEqual(String who, VectorSchemaRoot expected, VectorSchemaRoot actual) {
    Agreement.requireEqual(who, "schema", expected.getSchema(), actual.getSchema());
    Agreement.requireEqual(who, "row count", expected.getRowCount(), actual.getRowCount());
    for (FieldVector column : expected.getFieldVectors()) {
      FieldVector other = actual.getVector(column.getField());
      String name = column.getName();
      Agreement.requireEqual(
          who, name + "'s value count", column.getValueCount(), other.getValueCount());
      Agreement.requireEqual(
          who, name + "'s null count", column.getNullCount(), other.getNullCount());
      Agreement.requireEqualValues(who, column, other, new Range(0, 0, expected.getRowCount()));
    }
  }
}
