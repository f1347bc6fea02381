package dev.weir.core.connector.memory;

import dev.weir.core.connector.Settings;
import dev.weir.core.connector.Source;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.unit.Secret;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Generates rows with ids from 0. Its settings: {@code rows}; {@code table}, the one stream there
 * is; {@code password}, which is for nothing but to be kept secret; {@code fail_at}, an id at which
 * reading fails with a transient error, {@code failures} times in all; {@code refuse}, to refuse a
 * connection; {@code delay_ms}, to be slow before each batch.
 */
public final class MemorySource implements Source {
  static final Place PLACE = Place.of(Side.SOURCE, MemoryConnector.NAME);

  final int rows;
  final String table;
  final int failAt;
  final int delayMillis;
  private final boolean refuse;
  private final Secret password;
  private final AtomicInteger failuresLeft;

  MemorySource(Settings config) {
    rows = config.integer("rows", 100, 0, 100_000_000);
    table = config.text("table", "numbers");
    password = config.secret("password", Secret.of(""));
    failAt = config.integer("fail_at", -1, 0, Integer.MAX_VALUE);
    failuresLeft = new AtomicInteger(config.integer("failures", 1, 0, 1000));
    refuse = config.flag("refuse", false);
    delayMillis = config.integer("delay_ms", 0, 0, 60_000);
  }

  @Override
  public SourceSession connect(Optional<String> snapshot) {
    if (refuse) {
      throw MemoryError.AUTH.at(
          PLACE,
          "The store refuses the password " + password.reveal() + " at memory://me:pass@store");
    }
    return new MemorySourceSession(this);
  }

  /** Throws a transient error while some are left. */
  void failOnce() {
    if (failuresLeft.getAndDecrement() > 0) {
      throw MemoryError.LOST.at(PLACE, "The connection was lost");
    }
  }
}
