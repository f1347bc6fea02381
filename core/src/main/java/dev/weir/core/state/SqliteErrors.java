package dev.weir.core.state;

import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Says in one sentence what SQLite's result codes mean for a state file. */
final class SqliteErrors {
  /** An extended code carries its primary one in the low byte: sqlite.org/rescode.html. */
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

  private SqliteErrors() {}

  static WeirException of(Path file, SQLException e) {
    WeirException error =
        switch (e.getErrorCode() & PRIMARY_CODE_MASK) {
          case NOTADB ->
              error(StateError.NOT_A_DATABASE, "The state file %s is not an SQLite database", file);
          case CORRUPT -> error(StateError.CORRUPT, "The state file %s is damaged", file);
          case BUSY, LOCKED ->
              error(StateError.LOCKED, "The state file %s is locked by another process", file);
          case FULL -> error(StateError.DISK_FULL, "No space is left for the state file %s", file);
          case PERM, READONLY, CANTOPEN -> notWritable(file);
          case IOERR -> error(StateError.IO, "The state file %s cannot be read or written", file);
          default ->
              error(StateError.SQLITE, "SQLite failed on the state file %s", file)
                  .withMessage(
                      "SQLite failed on the state file %s: %s".formatted(file, e.getMessage()));
        };
    return error.causedBy(e);
  }

  static WeirException notWritable(Path file) {
    return error(StateError.NOT_WRITABLE, "The state file %s cannot be opened for writing", file);
  }

  static WeirException symbolicLink(Path file) {
    return error(
        StateError.SYMBOLIC_LINK,
        "The state file %s is a symbolic link, which is not followed",
        file);
  }

  static WeirException newer(Path file, int found, int known) {
    return error(StateError.NEWER_VERSION, "The state file %s has a newer version", file)
        .withMessage(
            "The state file %s has version %d; this weir knows up to %d"
                .formatted(file, found, known));
  }

  static WeirException foreign(Path file) {
    return error(StateError.FOREIGN, "The file %s is another program's SQLite database", file);
  }

  private static WeirException error(StateError code, String message, Path file) {
    return WeirException.of(code, Place.of(Side.STATE), message.formatted(file));
  }
}
