package dev.weir.core.connector.memory;

import dev.weir.core.connector.Destination;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.Settings;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.unit.Secret;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Collects rows in a {@link MemoryStore}. Its settings: {@code store}, its name; {@code password};
 * {@code fail_commits}, how many commits fail with a transient error; {@code refuse}, to refuse a
 * connection.
 */
public final class MemoryDestination implements Destination {
  static final Place PLACE = Place.of(Side.DESTINATION, MemoryConnector.NAME);

  final MemoryStore store;
  private final boolean refuse;
  private final AtomicInteger failuresLeft;

  MemoryDestination(Settings config) {
    store = MemoryStore.named(config.text("store"));
    config.secret("password", Secret.of(""));
    failuresLeft = new AtomicInteger(config.integer("fail_commits", 0, 0, 1000));
    refuse = config.flag("refuse", false);
  }

  @Override
  public String loadMethod() {
    return "collect";
  }

  @Override
  public DestinationSession connect() {
    if (refuse) {
      throw MemoryError.REFUSED.at(PLACE, "The store refuses the connection");
    }
    return new MemoryDestinationSession(this);
  }

  /** Throws a transient error while some are left. */
  void failOnce() {
    if (failuresLeft.getAndDecrement() > 0) {
      throw MemoryError.LOST.at(PLACE, "The connection was lost");
    }
  }
}
