package dev.weir.micro.error;

import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import dev.weir.micro.Agreement;
import dev.weir.postgres.sql.PostgresError;
import dev.weir.postgres.sql.SqlErrors;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Ways to make an error, and their gate. */
final class ErrorContenders {
  /** With this flag the JVM fills in no stack. */
  static final String NO_STACK = "-XX:-StackTraceInThrowable";

  static final String STREAM = "bench_events";
  static final String COLUMN = "amount";

  private static final String MESSAGE = "numeric field overflow";
  private static final String PLACE = "source postgres, stream " + STREAM + ", column " + COLUMN;
  private static final char END = '\0';

  private ErrorContenders() {}

  /** Makes an error with its place, as the product does. */
  static WeirException create(String stream, String column) {
    return WeirException.of(
        PostgresError.VALUE,
        Place.of(Side.SOURCE, "postgres").inStream(stream).inColumn(column),
        MESSAGE);
  }

  /** Makes an exception of the JDK with the same message. */
  static RuntimeException createBare() {
    return new IllegalStateException(MESSAGE);
  }

  /** Makes the product's error of a server's error. */
  static WeirException createOf(SQLException serverError) {
    return SqlErrors.at(Place.of(Side.SOURCE, "postgres").inStream(STREAM), serverError);
  }

  /** An error as a server sends it: fields of a letter and a text. */
  static SQLException serverError() {
    String fields =
        String.join(
            String.valueOf(END), "SERROR", "C22003", "M" + MESSAGE, "t" + STREAM, "c" + COLUMN);
    return new PSQLException(new ServerErrorMessage(fields + END));
  }

  /** Returns the code and the place, of which a message begins. */
  static String show(WeirException error) {
    return error.code() + ", " + error.place();
  }

  /** Returns whether this JVM fills in no stack. */
  static boolean isWithoutStack() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().contains(NO_STACK);
  }

  /**
   * Passes if an error has what all contenders state.
   *
   * @throws IllegalStateException if it has not
   */
  static void check(String who, RuntimeException error) {
    Agreement.requireEqual(who, "the message", MESSAGE, String.valueOf(error.getMessage()));
    Agreement.requireEqual(
        who, "the lack of a stack", isWithoutStack(), error.getStackTrace().length == 0);
    if (error instanceof WeirException placed) {
      Agreement.requireEqual(who, "code and place", "source.value, " + PLACE, show(placed));
    }
  }
}
