package dev.weir.bench.result;

/**
 * A figure of a run: its field in the engine's record, its label and its unit. The constants are in
 * the order of a report.
 */
public enum Metric {
  DURATION("duration_secs", "duration", Unit.SECONDS, Group.RUN),
  BYTES_READ("bytes_read", "bytes read", Unit.BYTES, Group.RUN),
  BYTES_WRITTEN("bytes_written", "bytes written", Unit.BYTES, Group.RUN),
  STARTUP("startup_ms", "process start", Unit.MILLISECONDS, Group.START),
  SOURCE_LOAD("source_connector_load_ms", "load source", Unit.MILLISECONDS, Group.START),
  DEST_LOAD("dest_connector_load_ms", "load destination", Unit.MILLISECONDS, Group.START),
  TIME_TO_FIRST_ROW("time_to_first_row_ms", "first row", Unit.MILLISECONDS, Group.RUN),

  SOURCE_DURATION("source_duration_secs", "total", Unit.SECONDS, Group.SOURCE),
  SOURCE_CONNECT("source_connect_secs", "connect", Unit.SECONDS, Group.SOURCE),
  SOURCE_QUERY("source_query_secs", "query", Unit.SECONDS, Group.SOURCE),
  SOURCE_FETCH("source_fetch_secs", "fetch", Unit.SECONDS, Group.SOURCE),
  SOURCE_ARROW_ENCODE("source_arrow_encode_secs", "arrow encode", Unit.SECONDS, Group.SOURCE),
  SOURCE_COMPRESS("source_compress_secs", "compress", Unit.SECONDS, Group.SOURCE),
  SOURCE_BLOCKED("source_blocked_secs", "blocked", Unit.SECONDS, Group.SOURCE),
  SOURCE_VERIFY("source_verify_secs", "verify", Unit.SECONDS, Group.SOURCE),

  DEST_DURATION("dest_duration_secs", "total", Unit.SECONDS, Group.DESTINATION),
  DEST_CONNECT("dest_connect_secs", "connect", Unit.SECONDS, Group.DESTINATION),
  DEST_RECEIVE("dest_receive_secs", "receive", Unit.SECONDS, Group.DESTINATION),
  DEST_DECOMPRESS("dest_decompress_secs", "decompress", Unit.SECONDS, Group.DESTINATION),
  DEST_ARROW_DECODE("dest_arrow_decode_secs", "arrow decode", Unit.SECONDS, Group.DESTINATION),
  DEST_TRANSFORM("dest_transform_secs", "transform", Unit.SECONDS, Group.DESTINATION),
  DEST_FLUSH("dest_flush_secs", "flush", Unit.SECONDS, Group.DESTINATION),
  DEST_BUILD("dest_build_secs", "build", Unit.SECONDS, Group.DESTINATION),
  DEST_VERIFY("dest_verify_secs", "verify", Unit.SECONDS, Group.DESTINATION),
  DEST_COMMIT("dest_commit_secs", "commit", Unit.SECONDS, Group.DESTINATION),

  RETRY_COUNT("retry_count", "retries", Unit.COUNT, Group.COST),
  CPU("cpu_secs", "CPU time", Unit.SECONDS, Group.COST),
  GC_COUNT("gc_count", "GC count", Unit.COUNT, Group.COST),
  GC("gc_secs", "GC time", Unit.SECONDS, Group.COST),
  ALLOCATED("allocated_bytes", "allocated", Unit.BYTES, Group.COST),
  HEAP_PEAK("heap_peak_bytes", "heap peak", Unit.BYTES, Group.COST),
  RSS_PEAK("rss_peak_bytes", "RSS peak", Unit.BYTES, Group.COST);

  /** The unit of the stored figure. */
  public enum Unit {
    SECONDS,
    MILLISECONDS,
    BYTES,
    COUNT
  }

  /**
   * What a figure is of: the run, the start of the process (only its first run has it), the stages
   * of one side, or the resources that the run used.
   */
  public enum Group {
    RUN,
    START,
    SOURCE,
    DESTINATION,
    COST
  }

  private final String field;
  private final String label;
  private final Unit unit;
  private final Group group;

  Metric(String field, String label, Unit unit, Group group) {
    this.field = field;
    this.label = label;
    this.unit = unit;
    this.group = group;
  }

  /** The field's name in a record. */
  public String field() {
    return field;
  }

  /** The name in a report, unique within its group. */
  public String label() {
    return label;
  }

  public Unit unit() {
    return unit;
  }

  public Group group() {
    return group;
  }
}
