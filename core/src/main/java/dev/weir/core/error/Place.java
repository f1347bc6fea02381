package dev.weir.core.error;

import java.util.Optional;

/**
 * The location of an error.
 *
 * @param connector the connector's name, such as {@code postgres}
 * @param stream the stream's name
 * @param column the column's name
 */
public record Place(
    Side side, Optional<String> connector, Optional<String> stream, Optional<String> column) {

  public static Place of(Side side) {
    return new Place(side, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static Place of(Side side, String connector) {
    return new Place(side, Optional.of(connector), Optional.empty(), Optional.empty());
  }

  /** Returns this place with a stream. */
  public Place inStream(String name) {
    return new Place(side, connector, Optional.of(name), column);
  }

  /** Returns this place with a column. */
  public Place inColumn(String name) {
    return new Place(side, connector, stream, Optional.of(name));
  }

  /** Returns text such as {@code source postgres, stream bench_events, column amount}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(side.label());
    connector.ifPresent(name -> text.append(' ').append(name));
    stream.ifPresent(name -> text.append(", stream ").append(name));
    column.ifPresent(name -> text.append(", column ").append(name));
    return text.toString();
  }
}
