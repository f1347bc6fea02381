package dev.weir.core.error;

import java.util.Optional;

/**
 * Where an error occurred.
 *
 * @param connector the connector's name, such as {@code postgres}
 * @param stream the stream's name
 * @param column the column's name
 */
public record Place(
    Side side, Optional<String> connector, Optional<String> stream, Optional<String> column) {

  /** A side as a whole. */
  public static Place of(Side side) {
    return new Place(side, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A side and its connector. */
  public static Place of(Side side, String connector) {
    return new Place(side, Optional.of(connector), Optional.empty(), Optional.empty());
  }

  /** The same place, in a stream. */
  public Place inStream(String name) {
    return new Place(side, connector, Optional.of(name), column);
  }

  /** The same place, in a column. */
  public Place inColumn(String name) {
    return new Place(side, connector, stream, Optional.of(name));
  }

  /** Such as {@code source postgres, stream bench_events, column amount}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(side.name().toLowerCase(java.util.Locale.ROOT));
    connector.ifPresent(name -> text.append(' ').append(name));
    stream.ifPresent(name -> text.append(", stream ").append(name));
    column.ifPresent(name -> text.append(", column ").append(name));
    return text.toString();
  }
}
