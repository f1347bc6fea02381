package dev.weir.core.config;

import dev.weir.core.connector.Connector;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** The connectors on the class path, by name, and what it took to load each. */
public final class Connectors {
  private record Loaded(Connector connector, long loadNanos) {}

  private final Map<String, Loaded> byName;

  private Connectors(Map<String, Loaded> byName) {
    this.byName = Collections.unmodifiableMap(byName);
  }

  /**
   * Finds and loads every connector that is registered for {@link ServiceLoader}.
   *
   * @param nanoClock such as {@link System#nanoTime}
   * @throws IllegalStateException where two have the same name
   */
  public static Connectors load(ClassLoader loader, LongSupplier nanoClock) {
    Map<String, Loaded> found = new TreeMap<>();
    Iterator<Connector> iterator = ServiceLoader.load(Connector.class, loader).iterator();
    long start = nanoClock.getAsLong();
    while (iterator.hasNext()) {
      Connector connector = iterator.next();
      long end = nanoClock.getAsLong();
      Loaded other = found.put(connector.name(), new Loaded(connector, end - start));
      if (other != null) {
        throw new IllegalStateException(
            "Two connectors are called %s: %s and %s"
                .formatted(
                    connector.name(),
                    other.connector().getClass().getName(),
                    connector.getClass().getName()));
      }
      start = end;
    }
    return new Connectors(found);
  }

  /** All of them, by name. */
  public List<Connector> all() {
    return byName.values().stream().map(Loaded::connector).toList();
  }

  /** The connector of that name. */
  public Optional<Connector> find(String name) {
    return Optional.ofNullable(byName.get(name)).map(Loaded::connector);
  }

  /** What it took to find, load and make the connector; 0 for a name that is not there. */
  public long loadNanos(String name) {
    Loaded loaded = byName.get(name);
    return loaded == null ? 0 : loaded.loadNanos();
  }

  /** The names of those that offer something, such as a source. */
  List<String> names(Predicate<Connector> offers) {
    return all().stream().filter(offers).map(Connector::name).toList();
  }
}
