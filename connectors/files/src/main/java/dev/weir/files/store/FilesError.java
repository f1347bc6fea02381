package dev.weir.files.store;

import dev.weir.core.error.ErrorCode;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import java.util.Locale;
import java.util.Set;

/** Errors of the files connector. */
public enum FilesError implements ErrorCode {
  FILE_MISSING(
      ErrorKind.SCHEMA,
      "The file or directory does not exist",
      "Correct config.path or the stream's name."),
  FILE_PERMISSION(
      ErrorKind.PERMISSION,
      "The user lacks a permission on a file or directory",
      "Grant the permission, or specify another path."),
  FILE_IO(
      ErrorKind.RESOURCE,
      "A file cannot be read or written",
      "Check the file system and the system's log, then run again."),
  FILE_DISK_FULL(
      ErrorKind.RESOURCE,
      "The file system is full, or a quota is exhausted",
      "Free disk space, then run again; no incomplete file has the name of a complete one."),
  FILE_FORMAT(
      ErrorKind.CONFIG,
      "The format of a file is not known by its name",
      "Set config.format, or use one of the extensions .jsonl, .ndjson, .csv, .arrow, .arrows"
          + " and .parquet; all but the last may be followed by .gz or .zst."),
  FILE_STREAMS(
      ErrorKind.CONFIG,
      "The streams of the pipeline and the files of config.path do not match",
      "Specify a directory for several streams; it has one file or folder for each stream."),
  FILE_COLUMNS(
      ErrorKind.SCHEMA,
      "The columns of a file and the columns of the stream differ",
      "Correct config.columns or the stream's columns."),
  FILE_TYPE(
      ErrorKind.SCHEMA,
      "The format cannot hold the type of a column, or the type is not supported in a file",
      "Exclude the column by the stream's columns, or use format: arrow."),
  FILE_VALUE(
      ErrorKind.DATA,
      "A value does not fit the type of its column",
      "Correct the value, or declare another type in config.columns."),
  FILE_ROW(
      ErrorKind.DATA,
      "A row is malformed: the wrong number of fields, or a violation of the format's syntax",
      "Correct the row."),
  FILE_TRUNCATED(
      ErrorKind.DATA, "A file ends within a row or a message", "Copy or create the file again."),
  FILE_ENCODING(
      ErrorKind.DATA, "A text file is not in UTF-8", "Convert the file, for example by iconv."),
  FILE_COMPRESSION(
      ErrorKind.DATA,
      "The compressed data of a file are invalid",
      "Correct config.compression, or copy or create the file again."),
  FILE_UNSUPPORTED(
      ErrorKind.CONFIG,
      "Files do not support this write_mode, sync_mode or stream setting",
      "Use write_mode: append or replace, sync_mode: full_refresh, and no where."),
  FILE_EXISTS(
      ErrorKind.CONFIG,
      "With write_mode append: the target file exists",
      "Specify a directory, to which each run adds a file, or write_mode: replace."),
  FILE_LOCKED(
      ErrorKind.RESOURCE,
      "Another run is writing to the same path",
      "Wait until it finishes, or cancel it."),
  FILE_RECEIPTS(
      ErrorKind.DATA,
      "The receipts of a destination cannot be read",
      "Restore .weir-receipts.jsonl from a copy, or move it away; loads before are then unknown."),
  FILE_STANDARD_STREAM(
      ErrorKind.RESOURCE,
      "Standard input or output cannot be used a second time",
      "Run again with max_retries: 0 and with the complete input.");

  private final String id = name().toLowerCase(Locale.ROOT);
  private final ErrorKind kind;
  private final String meaning;
  private final String remedy;

  FilesError(ErrorKind kind, String meaning, String remedy) {
    this.kind = kind;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** Returns an exception with the remedy as its hint. */
  public WeirException at(Place place, String message) {
    return WeirException.of(this, place, message);
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
    return switch (this) {
      case FILE_ROW, FILE_TRUNCATED, FILE_ENCODING, FILE_COMPRESSION, FILE_MISSING ->
          Set.of(Side.SOURCE);
      case FILE_DISK_FULL, FILE_EXISTS, FILE_LOCKED, FILE_RECEIPTS -> Set.of(Side.DESTINATION);
      case FILE_PERMISSION,
          FILE_IO,
          FILE_FORMAT,
          FILE_STREAMS,
          FILE_COLUMNS,
          FILE_TYPE,
          FILE_VALUE,
          FILE_UNSUPPORTED,
          FILE_STANDARD_STREAM ->
          Set.of(Side.SOURCE, Side.DESTINATION);
    };
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public String remedy() {
    return remedy;
  }
}
