package dev.weir.rules.rule;

import dev.weir.core.error.ErrorCode;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import java.util.Set;

/** Errors of the rules connector. */
public enum RulesError implements ErrorCode {
  FILES(
      "rules.files",
      ErrorKind.CONFIG,
      Side.CONFIG,
      "Rule files are invalid; each problem is reported with its file, line and column",
      "Correct each problem; docs/adr/0022-rules.md describes the files and the language."),
  TEST_FAILED(
      "rules.test_failed",
      ErrorKind.DATA,
      Side.CONFIG,
      "A rule does not match the events of its tests as they say",
      "Correct the query or the test."),
  EVENTS_FILE(
      "rules.events_file",
      ErrorKind.RESOURCE,
      Side.SOURCE,
      "The file of events cannot be read",
      "Correct --events, or the permissions of the file."),
  EVENT(
      "rules.event",
      ErrorKind.DATA,
      Side.SOURCE,
      "A line is no event: it is no JSON object, has no time, or a value does not fit its field",
      "Correct the line, --time, or the types in schema.yaml."),
  COLUMNS(
      "rules.columns",
      ErrorKind.SCHEMA,
      Side.CONFIG,
      "A column that the transform names is missing, or has a type that it cannot use",
      "Correct time, type, key, payload or columns in the config of the transform."),
  ROW(
      "rules.row",
      ErrorKind.DATA,
      Side.SOURCE,
      "The fields of a row are too large for an event of a sequence or an alert",
      "Name the columns that rules need, without the large ones, in columns of the transform."),
  STATE(
      "rules.state",
      ErrorKind.DATA,
      Side.DESTINATION,
      "The saved partial matches of a stream cannot be read",
      "Restore them from a backup of the destination, or delete them to begin without.");

  private final String id;
  private final ErrorKind kind;
  private final Side side;
  private final String meaning;
  private final String remedy;

  RulesError(String id, ErrorKind kind, Side side, String meaning, String remedy) {
    this.id = id;
    this.kind = kind;
    this.side = side;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** Returns an exception with the remedy as its hint. */
  public WeirException at(String message) {
    return WeirException.of(this, Place.of(side, "rules"), message);
  }

  /** Returns an exception of a stream, with the remedy as its hint. */
  public WeirException at(String stream, String message) {
    return WeirException.of(this, Place.of(side, "rules").inStream(stream), message);
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
}
