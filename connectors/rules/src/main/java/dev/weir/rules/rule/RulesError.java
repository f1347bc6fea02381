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
      "Correct the line, --time, or the types in schema.yaml.");

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
