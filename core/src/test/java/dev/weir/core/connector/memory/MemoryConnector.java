package dev.weir.core.connector.memory;

import dev.weir.core.connector.Connector;
import dev.weir.core.connector.Destination;
import dev.weir.core.connector.Source;
import java.util.Optional;
import java.util.OptionalInt;

/** A real connector without a server: generated rows go in, collected rows come out. */
public final class MemoryConnector implements Connector {
  /** The name for {@code use}. */
  public static final String NAME = "memory";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "Generated rows, and a store in this process, for tests";
  }

  @Override
  public OptionalInt nameBytesMax() {
    return OptionalInt.of(63);
  }

  @Override
  public Optional<Source.Factory> source() {
    return Optional.of(MemorySource::new);
  }

  @Override
  public Optional<Destination.Factory> destination() {
    return Optional.of(MemoryDestination::new);
  }
}
