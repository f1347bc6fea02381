package dev.weir.core.error;

import java.util.Set;

/** The errors of the engine. */
public enum EngineError implements ErrorCode {
  CANCELLED(
      "run.cancelled",
      ErrorKind.CANCELLED,
      Side.ENGINE,
      "The run was cancelled by a signal or by its caller",
      "Run the pipeline again; uncommitted rows are rolled back."),
  MEMORY(
      "run.memory",
      ErrorKind.RESOURCE,
      Side.ENGINE,
      "The batches or the heap exceed the memory limit of the process",
      "Lower resources.max_inflight_bytes, or raise -Xmx in WEIR_JAVA_OPTS."),
  INTERNAL(
      "run.internal",
      ErrorKind.INTERNAL,
      Side.ENGINE,
      "A bug in Weir",
      "Run again with --stacktrace and report the output."),
  METRICS(
      "run.metrics",
      ErrorKind.RESOURCE,
      Side.STATE,
      "The --metrics file cannot be written",
      "Free disk space, or specify another file."),
  DOCUMENT(
      "run.document",
      ErrorKind.CONFIG,
      Side.CONFIG,
      "The pipeline document is invalid; each problem is reported on its own line with its path",
      "Correct each problem; docs/pipeline.schema.json describes the document."),
  SAME_TABLE(
      "run.same_table",
      ErrorKind.CONFIG,
      Side.CONFIG,
      "The source and the target of a stream are the same table",
      "Specify another database, schema or stream."),
  CHANNEL_CORRUPT(
      "run.channel_corrupt",
      ErrorKind.INTERNAL,
      Side.ENGINE,
      "A frame on the channel does not match its checksum or its lengths",
      "Check the machine's memory, and report the error with the output of --stacktrace."),
  ARROW_TYPE(
      "source.arrow_type",
      ErrorKind.SCHEMA,
      Side.SOURCE,
      "The Arrow type of a column is not supported",
      "Exclude the column; docs/adr/0002-ipc-and-frames.md lists the supported types."),
  ROWS_DIFFER(
      "destination.rows_differ",
      ErrorKind.DATA,
      Side.DESTINATION,
      "The server's row count differs from the number of rows sent; nothing is committed",
      "Check the target for triggers or rules that drop or add rows."),
  CONTENT_DIFFERS(
      "verify.content_differs",
      ErrorKind.DATA,
      Side.DESTINATION,
      "With --verify: the loaded rows differ from the rows read; nothing is committed",
      "Check the target for triggers, rules or defaults that change values."),
  TRANSFORM_OUTPUT(
      "run.transform_output",
      ErrorKind.CONFIG,
      Side.CONFIG,
      "An output of a transform has no target, or its target cannot be loaded with the stream's",
      "Set output, outputs or main at the transform; see docs/pipeline.schema.json."),
  TRANSFORM_STATE(
      "run.transform_state",
      ErrorKind.CONFIG,
      Side.CONFIG,
      "The state of a transform cannot be kept for this stream, or cannot be used",
      "Use sync_mode full_refresh, or connectors that keep states: postgres to postgres."),
  ROWS_REJECTED(
      "destination.rows_rejected",
      ErrorKind.DATA,
      Side.DESTINATION,
      "The destination rejected rows; nothing is committed",
      "Correct the rows in the source, or exclude them with where."),
  DISCOVER_UNSUPPORTED(
      "source.discover_unsupported",
      ErrorKind.CONFIG,
      Side.SOURCE,
      "The source cannot list its streams",
      "See the source's documentation for its streams."),
  QUERY_UNSUPPORTED(
      "source.query_unsupported",
      ErrorKind.CONFIG,
      Side.SOURCE,
      "The source reads whole streams only, and no query or limit",
      "Remove query and limit from the stream."),
  VERIFY_UNSUPPORTED(
      "verify.unsupported",
      ErrorKind.CONFIG,
      Side.CONFIG,
      "With --verify: source and destination share no digest method, or there are transforms",
      "Run without --verify.");

  private final String id;
  private final ErrorKind kind;
  private final Side side;
  private final String meaning;
  private final String remedy;

  EngineError(String id, ErrorKind kind, Side side, String meaning, String remedy) {
    this.id = id;
    this.kind = kind;
    this.side = side;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public ErrorKind kind() {
    return kind;
  }

  @Override
  public boolean isRetried() {
    return false;
  }

  @Override
  public Set<Side> sides() {
    return Set.of(side);
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public String remedy() {
    return remedy;
  }

  /** Returns the exit code of a process that fails with this error. */
  public ExitCode exitCode() {
    return WeirException.exitCode(kind, side);
  }

  /** Returns an exception with this error code, at the side of the code. */
  public WeirException at(String message) {
    return WeirException.of(this, Place.of(side), message);
  }
}
