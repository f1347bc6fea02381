package dev.weir.core.config;

import dev.weir.core.connector.Connector;
import dev.weir.core.connector.Settings;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads {@code use} and {@code config}: finds the connector and lets it read its own settings.
 *
 * @param <F> what makes the configured part, such as {@link dev.weir.core.connector.Source.Factory}
 */
final class ConnectorReader<F> {
  private final Connectors connectors;
  private final Problems problems;
  private final String role;
  private final Function<Connector, Optional<F>> factoryOf;

  /**
   * Reads one role's connectors.
   *
   * @param role such as {@code source}
   */
  ConnectorReader(
      Connectors connectors,
      Problems problems,
      String role,
      Function<Connector, Optional<F>> factoryOf) {
    this.connectors = connectors;
    this.problems = problems;
    this.role = role;
    this.factoryOf = factoryOf;
  }

  /** What the connector made of its settings; empty where there is no such connector. */
  <T> Optional<T> read(NodeSettings section, CreateCall<F, T> create) {
    String name = section.text("use");
    NodeSettings config = section.section("config");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<F> factory = connectors.find(name).flatMap(factoryOf);
    if (factory.isEmpty()) {
      section.reject("use", unknown(name));
      return Optional.empty();
    }
    try {
      T made = create.create(factory.get(), config);
      config.rejectUnknownKeys();
      return Optional.of(made);
    } catch (IllegalArgumentException e) {
      // The connector got a default in place of a value that was already reported, and its own
      // checks may reject it. Without an earlier problem, this is a bug of the connector.
      if (problems.isEmpty()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private String unknown(String name) {
    List<String> known = connectors.names(connector -> factoryOf.apply(connector).isPresent());
    if (known.isEmpty()) {
      return "found %s; no connector that is a %s is installed"
          .formatted(NearMiss.quote(name), role);
    }
    String not = connectors.find(name).isPresent() ? ", which is no " + role : "";
    return "found " + NearMiss.quote(name) + not + "; " + NearMiss.suggestion(name, known);
  }

  /** A factory's {@code create}. */
  @FunctionalInterface
  interface CreateCall<F, T> {
    T create(F factory, Settings config);
  }
}
