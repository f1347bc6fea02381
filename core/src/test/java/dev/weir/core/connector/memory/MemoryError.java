package dev.weir.core.connector.memory;

import dev.weir.core.error.ErrorCode;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import java.util.Set;

/** What goes wrong in memory. */
enum MemoryError implements ErrorCode {
  REFUSED(ErrorKind.TRANSIENT, "Try again"),
  LOST(ErrorKind.TRANSIENT, "Try again"),
  LOCKED(ErrorKind.RESOURCE, "Wait for it to end"),
  AUTH(ErrorKind.AUTH, "Set another password"),
  CANCELLED(ErrorKind.CANCELLED, "Run again"),
  TABLE_MISSING(ErrorKind.SCHEMA, "See weir discover"),
  COLUMN_MISSING(ErrorKind.SCHEMA, "See weir discover");

  private final ErrorKind kind;
  private final String remedy;

  MemoryError(ErrorKind kind, String remedy) {
    this.kind = kind;
    this.remedy = remedy;
  }

  WeirException at(Place place, String message) {
    return WeirException.of(this, place, message);
  }

  @Override
  public String id() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }

  @Override
  public boolean isRetried() {
    return kind == ErrorKind.TRANSIENT;
  }

  @Override
  public Set<Side> sides() {
    return Set.of(Side.SOURCE, Side.DESTINATION);
  }

  @Override
  public String meaning() {
    return "A test asked for it";
  }

  @Override
  public String remedy() {
    return remedy;
  }
}
