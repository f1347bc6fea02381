package dev.weir.bench.result;

/**
 * What is measured.
 *
 * @param connector name of the connector's folder
 * @param mode one variant of the connector's benchmark
 * @param rows number of rows that each run reads; above 0
 * @param limit whether the mode is the limit, which shows what the server can do without the engine
 */
public record Subject(String connector, String mode, long rows, boolean limit) {
  /** What the scripts append to the name of a mode that is measured without the startup cache. */
  public static final String WITHOUT_CACHE = "-no-aot";

  public Subject {
    if (connector.isBlank() || mode.isBlank() || rows < 1) {
      throw new IncompleteRecordException(
          "a run needs a connector, a mode and rows above 0, not \"%s\", \"%s\", %d"
              .formatted(connector, mode, rows));
    }
  }

  /** The mode as the hooks of the connector name it. */
  String hookMode() {
    return mode.endsWith(WITHOUT_CACHE)
        ? mode.substring(0, mode.length() - WITHOUT_CACHE.length())
        : mode;
  }

  /** {@code connector/mode/rows}. */
  public String id() {
    return connector + "/" + mode + "/" + rows;
  }
}
