package dev.weir.core.state;

import dev.weir.core.error.ErrorCode;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Side;
import java.util.Set;

/** The errors of the state file. */
public enum StateError implements ErrorCode {
  NOT_A_DATABASE(
      "not_a_database",
      ErrorKind.RESOURCE,
      "The state file is not an SQLite database",
      "Move it away, or name another file with state.path or --state."),
  CORRUPT(
      "corrupt",
      ErrorKind.RESOURCE,
      "The state file is damaged",
      "Move it away: the next run creates a new one from the destination's receipts."),
  LOCKED(
      "locked",
      ErrorKind.RESOURCE,
      "Another process holds the state file's lock",
      "Wait for it to end, or name another file with state.path or --state."),
  DISK_FULL(
      "disk_full",
      ErrorKind.RESOURCE,
      "No space is left for the state file",
      "Free some space on its disk, or name another file with state.path or --state."),
  IO(
      "io",
      ErrorKind.RESOURCE,
      "The state file cannot be read or written",
      "Check its disk, or name another file with state.path or --state."),
  SQLITE(
      "sqlite",
      ErrorKind.RESOURCE,
      "SQLite reports another error on the state file",
      "Move it away, or name another file with state.path or --state."),
  NOT_WRITABLE(
      "not_writable",
      ErrorKind.PERMISSION,
      "The state file cannot be opened for writing",
      "Give this user write access, or name another file with state.path or --state."),
  NOT_CREATED(
      "not_created",
      ErrorKind.RESOURCE,
      "The operating system refuses to create the state file",
      "Correct what it says, or name another file with state.path or --state."),
  SYMBOLIC_LINK(
      "symbolic_link",
      ErrorKind.PERMISSION,
      "The state file is a symbolic link, which is not followed",
      "Name the file itself with state.path or --state."),
  NEWER_VERSION(
      "newer_version",
      ErrorKind.RESOURCE,
      "A newer version of Weir wrote the state file",
      "Use the version of weir that wrote it, or name another file with state.path or --state."),
  FOREIGN(
      "foreign",
      ErrorKind.RESOURCE,
      "The state file is another program's SQLite database",
      "Do not use it: name another file with state.path or --state.");

  private final String id;
  private final ErrorKind kind;
  private final String meaning;
  private final String remedy;

  StateError(String name, ErrorKind kind, String meaning, String remedy) {
    this.id = "state." + name;
    this.kind = kind;
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
    return Set.of(Side.STATE);
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
