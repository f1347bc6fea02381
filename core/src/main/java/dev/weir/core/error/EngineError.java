package dev.weir.core.error;

import java.util.Set;

/** The errors that the engine itself tells. */
public enum EngineError implements ErrorCode {
  CANCELLED(
      "run.cancelled",
      ErrorKind.CANCELLED,
      Side.ENGINE,
      "The run was cancelled by a signal or by its caller",
      "Run the pipeline again; what was not committed is rolled back."),
  MEMORY(
      "run.memory",
      ErrorKind.RESOURCE,
      Side.ENGINE,
      "Batches or the heap need more memory than the process may use",
      "Lower resources.max_inflight_bytes, or raise -Xmx in WEIR_JAVA_OPTS."),
  INTERNAL(
      "run.internal",
      ErrorKind.INTERNAL,
      Side.ENGINE,
      "A defect of Weir",
      "Run again with --stacktrace and report the output."),
  METRICS(
      "run.metrics",
      ErrorKind.RESOURCE,
      Side.STATE,
      "The file of --metrics cannot be written",
      "Free space, or name another file."),
  DOCUMENT(
      "run.document",
      ErrorKind.CONFIG,
      Side.CONFIG,
      "The pipeline document is not valid; each problem is one line with its path",
      "Correct each; docs/pipeline.schema.json describes the document."),
  SAME_TABLE(
      "run.same_table",
      ErrorKind.CONFIG,
      Side.CONFIG,
      "A stream's source and its target are one table",
      "Name another database, schema or stream."),
  CHANNEL_CORRUPT(
      "run.channel_corrupt",
      ErrorKind.INTERNAL,
      Side.ENGINE,
      "A frame on the channel does not match its checksum or its lengths",
      "Check the machine's memory, and report it with the output of --stacktrace."),
  ARROW_TYPE(
      "source.arrow_type",
      ErrorKind.SCHEMA,
      Side.SOURCE,
      "Batches do not support the column's Arrow type",
      "Leave the column out; docs/adr/0002-ipc-and-frames.md lists the supported types."),
  ROWS_DIFFER(
      "destination.rows_differ",
      ErrorKind.DATA,
      Side.DESTINATION,
      "The server counted other rows than were sent; nothing is committed",
      "Look for triggers or rules on the target that drop or add rows."),
  CONTENT_DIFFERS(
      "verify.content_differs",
      ErrorKind.DATA,
      Side.DESTINATION,
      "With --verify: the loaded rows are not the rows that were read; nothing is committed",
      "Look for triggers, rules or defaults on the target that change values."),
  VERIFY_UNSUPPORTED(
      "verify.unsupported",
      ErrorKind.CONFIG,
      Side.CONFIG,
      "With --verify: both ends have no common way to digest rows, or a transform changes them",
      "Leave --verify out.");

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

  /** How a process ends that fails with it. */
  public ExitCode exitCode() {
    return WeirException.exitCode(kind, side);
  }

  /** The error at the side where it happens. */
  public WeirException at(String message) {
    return WeirException.of(this, Place.of(side), message);
  }
}
