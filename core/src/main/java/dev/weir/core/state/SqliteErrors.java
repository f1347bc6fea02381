package dev.weir.core.state;

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

  private SqliteErrors() {}

  static WeirException of(Path file, SQLException e) {
    WeirException error =
        switch (e.getErrorCode() & PRIMARY_CODE_MASK) {
          case NOTADB ->
              error(StateError.NOT_A_DATABASE, "The state file %s is not an SQLite database", file);
          case CORRUPT -> error(StateError.CORRUPT, "The state file %s is damaged", file);
          case BUSY, LOCKED ->
              error(StateError.LOCKED, "The state file %s is locked by another process", file);
          case FULL -> diskFull(file);
          case PERM, READONLY, CANTOPEN -> notWritable(file);
          case IOERR ->
              isSharedMemoryNotExtended(e)
                  ? diskFull(file)
                  : error(StateError.IO, "The state file %s cannot be read or written", file);
          default ->
              error(StateError.SQLITE, "SQLite failed on the state file %s", file)
                  .withMessage(
                      "SQLite failed on the state file %s: %s".formatted(file, e.getMessage()));
        };
    return error.causedBy(e);
  }

  /** On a full disk SQLite reports this for the -shm file, and SQLITE_FULL for the others. */
  private static boolean isSharedMemoryNotExtended(SQLException e) {
    return e instanceof SQLiteException sqlite
        && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE;
  }

  private static WeirException diskFull(Path file) {
    return error(StateError.DISK_FULL, "No space left for the state file %s", file);
  }

  /** With the operating system's reason, where there is one: no space left, name too long. */
  static WeirException notCreated(Path file, IOException e) {
    String reason = e instanceof FileSystemException failed ? failed.getReason() : null;
    WeirException error =
        reason == null
            ? notWritable(file)
            : error(StateError.NOT_CREATED, "The state file %s cannot be created", file)
                .withMessage("The state file %s cannot be created: %s".formatted(file, reason));
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
            "The state file %s has version %d; this version of weir reads up to %d"
                .formatted(file, found, known));
  }

  static WeirException foreign(Path file) {
    return error(StateError.FOREIGN, "The file %s is another program's SQLite database", file);
  }

  private static WeirException error(StateError code, String message, Path file) {
    return WeirException.of(code, Place.of(Side.STATE), message.formatted(file));
  }
}
