package dev.weir.core.connector;

/**
 * A content digest of a set of rows, whatever their order: the sum modulo 2^64 of one hash a row. A
 * sum, so that a row that is there twice counts twice.
 */
public record Digest(long rows, long hash) {
  public static final Digest EMPTY = new Digest(0, 0);

  public Digest plus(Digest other) {
    return new Digest(rows + other.rows, hash + other.hash);
  }

  public String hashText() {
    return String.format("%016x", hash);
  }
}
