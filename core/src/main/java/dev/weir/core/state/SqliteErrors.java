package dev.weir.core.state;

import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The errors of a state file, from SQLite's result codes or the file system. */
final class SqliteErrors {
  /** The low byte of an extended code is its primary code: sqlite.org/rescode.html. */
  private static final int PRIMARY_CODE_MASK = 0xff;

  // sqlite.org/rescode.html
  private static final int PERM = 3;
  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int READONLY = 8;
  private static final int IOERR = 10;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int CANTOPEN = 14;
  private static final int NOTADB = 26;

  private static final String OTHER_FILE = "name another file with state.path or --state";

  private SqliteErrors() {}

  static WeirException of(Path file, SQLException e) {
    WeirException error =
        switch (e.getErrorCode() & PRIMARY_CODE_MASK) {
          case NOTADB ->
              error(
                  "state.not_a_database",
                  ErrorKind.RESOURCE,
                  "The state file %s is not an SQLite database".formatted(file),
                  "Move it away, or " + OTHER_FILE);
          case CORRUPT ->
              error(
                  "state.corrupt",
                  ErrorKind.RESOURCE,
                  "The state file %s is damaged".formatted(file),
                  "Move it away: the next run creates a new one from the destination's receipts");
          case BUSY, LOCKED ->
              error(
                  "state.locked",
                  ErrorKind.RESOURCE,
                  "The state file %s is locked by another process".formatted(file),
                  "Wait for it to end, or " + OTHER_FILE);
          case FULL -> diskFull(file);
          case PERM, READONLY, CANTOPEN -> notWritable(file);
          case IOERR ->
              isSharedMemoryNotExtended(e)
                  ? diskFull(file)
                  : error(
                      "state.io",
                      ErrorKind.RESOURCE,
                      "The state file %s cannot be read or written".formatted(file),
                      "Check its disk, or " + OTHER_FILE);
          default ->
              error(
                  "state.sqlite",
                  ErrorKind.RESOURCE,
                  "SQLite failed on the state file %s: %s".formatted(file, e.getMessage()),
                  "Move it away, or " + OTHER_FILE);
        };
    return error.causedBy(e);
  }

  /** On a full disk SQLite reports this for the -shm file, and SQLITE_FULL for the others. */
  private static boolean isSharedMemoryNotExtended(SQLException e) {
    return e instanceof SQLiteException sqlite
        && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE;
  }

  private static WeirException diskFull(Path file) {
    return error(
        "state.disk_full",
        ErrorKind.RESOURCE,
        "No space left for the state file %s".formatted(file),
        "Free some space on its disk, or " + OTHER_FILE);
  }

  static WeirException notWritable(Path file) {
    return error(
        "state.not_writable",
        ErrorKind.PERMISSION,
        "The state file %s cannot be opened for writing".formatted(file),
        "Give this user write access, or " + OTHER_FILE);
  }

  /** With the operating system's reason, where there is one: no space left, name too long. */
  static WeirException notCreated(Path file, IOException e) {
    String reason = e instanceof FileSystemException failed ? failed.getReason() : null;
    WeirException error =
        reason == null
            ? notWritable(file)
            : error(
                "state.not_writable",
                ErrorKind.RESOURCE,
                "The state file %s cannot be created: %s".formatted(file, reason),
                "Correct this, or " + OTHER_FILE);
    return error.causedBy(e);
  }

  static WeirException symbolicLink(Path file) {
    return error(
        "state.symbolic_link",
        ErrorKind.PERMISSION,
        "The state file %s is a symbolic link, which is not followed".formatted(file),
        "Name the file itself with state.path or --state");
  }

  static WeirException newer(Path file, int found, int known) {
    return error(
        "state.newer_version",
        ErrorKind.RESOURCE,
        "The state file %s has version %d; this version of weir reads up to %d"
            .formatted(file, found, known),
        "Use the version of weir that wrote it, or " + OTHER_FILE);
  }

  static WeirException foreign(Path file) {
    return error(
        "state.foreign",
        ErrorKind.RESOURCE,
        "The file %s is another program's SQLite database".formatted(file),
        "Do not use it: " + OTHER_FILE);
  }

  private static WeirException error(String code, ErrorKind kind, String message, String hint) {
    return WeirException.of(code, kind, Place.of(Side.STATE), message, hint);
  }
}
