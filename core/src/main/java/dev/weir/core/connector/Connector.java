package dev.weir.core.connector;

import dev.weir.core.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A plug-in, found by {@link java.util.ServiceLoader}. It offers one or more of a source, a
 * destination and a transform under one name, the one that a pipeline's {@code use} gives.
 */
public interface Connector {
  /** Lower case, such as {@code postgres}. */
  String name();

  /** One line for {@code weir connectors}. */
  String description();

  /** Returns the maximum length of table and column names in UTF-8; empty if there is none. */
  default OptionalInt nameBytesMax() {
    return OptionalInt.empty();
  }

  default Optional<Source.Factory> source() {
    return Optional.empty();
  }

  default Optional<Destination.Factory> destination() {
    return Optional.empty();
  }

  default Optional<Transform.Factory> transform() {
    return Optional.empty();
  }

  /** Returns the connector's subcommand of {@code weir}, which has the connector's name. */
  default Optional<ConnectorCommand> command() {
    return Optional.empty();
  }

  /**
   * Returns the source's {@code config} for a connection string, or for the name of a service;
   * empty if the connector has no such strings.
   */
  default Optional<Map<String, String>> connectionConfig(String connection) {
    return Optional.empty();
  }

  /**
   * Returns the formats that the destination writes to standard output, as its {@code format} names
   * them.
   */
  default List<String> outputFormats() {
    return List.of();
  }

  /** The errors that this connector reports, for {@code docs/errors.md}. */
  default List<? extends ErrorCode> errors() {
    return List.of();
  }
}
