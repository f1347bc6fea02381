package dev.weir.rules.input;

import dev.weir.core.config.NearMiss;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** Reads times: milliseconds since the epoch, or ISO 8601; without an offset in UTC. */
public final class EventTimes {
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final BigDecimal NANOS_PER_MILLISECOND = BigDecimal.valueOf(1_000_000);

  private static final String ALLOWED =
      "milliseconds since the epoch, or ISO 8601, from 1678 to 2262";

  private EventTimes() {}

  /**
   * Returns nanoseconds since the epoch.
   *
   * @param name of the field, for the message
   */
  public static long nanos(String name, Object value) throws InputException {
    try {
      if (value instanceof Number) {
        return new BigDecimal(value.toString())
            .multiply(NANOS_PER_MILLISECOND)
            .toBigInteger()
            .longValueExact();
      }
      if (value instanceof String text) {
        Instant instant = instant(text);
        return Math.addExact(
            Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
      }
    } catch (ArithmeticException | DateTimeException | NumberFormatException e) {
      throw invalid(name, value);
    }
    throw invalid(name, value);
  }

  private static Instant instant(String text) {
    TemporalAccessor parsed =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(
            text.replace(' ', 'T'), Instant::from, LocalDateTime::from);
    return parsed instanceof LocalDateTime local
        ? local.toInstant(ZoneOffset.UTC)
        : Instant.from(parsed);
  }

  private static InputException invalid(String name, Object value) {
    return new InputException(
        "The field %s holds %s, which is no time; allowed: %s"
            .formatted(name, NearMiss.quote(String.valueOf(value)), ALLOWED));
  }
}
