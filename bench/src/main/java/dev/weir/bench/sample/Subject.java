package dev.weir.bench.sample;

/**
 * What a sample measures.
 *
 * @param connector the folder's name
 * @param mode one variant of the connector's benchmark
 * @param rows how many rows each run moves; above 0
 * @param limit whether this is the mode that shows how fast the server itself can be
 */
public record Subject(String connector, String mode, long rows, boolean limit) {
  public Subject {
    if (connector.isBlank() || mode.isBlank() || rows < 1) {
      throw new IncompleteRecordException(
          "a sample needs a connector, a mode and rows above 0, not \"%s\", \"%s\", %d"
              .formatted(connector, mode, rows));
    }
  }

  /** {@code connector/mode/rows}. */
  public String id() {
    return connector + "/" + mode + "/" + rows;
  }
}
