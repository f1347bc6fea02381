package dev.weir.micro.error;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import dev.weir.postgres.sql.PostgresError;
import org.junit.jupiter.api.Test;

class ErrorContendersTest {
  private static final Place PLACE =
      Place.of(Side.SOURCE, "postgres").inStream("bench_events").inColumn("amount");

  @Test
  void check_allContenders_passes() {
    assertThatCode(
            () -> {
              ErrorContenders.check(
                  "weir", ErrorContenders.create(ErrorContenders.STREAM, ErrorContenders.COLUMN));
              ErrorContenders.check("bare", ErrorContenders.createBare());
              ErrorContenders.check(
                  "server", ErrorContenders.createOf(ErrorContenders.serverError()));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void check_otherColumn_isReported() {
    assertReported(
        WeirException.of(PostgresError.VALUE, PLACE.inColumn("total"), "numeric field overflow"),
        "broken finds code and place to be source.value, source postgres, stream bench_events,"
            + " column total");
  }

  @Test
  void check_otherCode_isReported() {
    assertReported(
        WeirException.of(PostgresError.TOO_LONG, PLACE, "numeric field overflow"),
        "code and place");
  }

  @Test
  void check_otherMessage_isReported() {
    assertReported(new IllegalStateException("overflow"), "the message to be overflow");
  }

  @Test
  void check_withoutStack_isReported() {
    RuntimeException error = new IllegalStateException("numeric field overflow");
    error.setStackTrace(new StackTraceElement[0]);

    assertReported(error, "the lack of a stack to be true");
  }

  private static void assertReported(RuntimeException error, String message) {
    assertThatThrownBy(() -> ErrorContenders.check("broken", error))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(message);
  }
}
