package dev.weir.core.state;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteConfig;

/** Creates and opens state files. Cursors are values of the data, so only the owner has access. */
final class SqliteFile {
  private SqliteFile() {}

  static Connection open(Path file, Duration busyTimeout) throws SQLException {
    create(file);
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout((int) busyTimeout.toMillis());
    config.enforceForeignKeys(true);
    return config.createConnection(url(file));
  }

  /**
   * An absolute file: URI, percent-encoded. In a plain path the driver would take what follows a
   * question mark for parameters, and names such as :memory: for databases without a file.
   */
  static String url(Path file) {
    return "jdbc:sqlite:file:" + file.toAbsolutePath().toUri().getRawPath();
  }

  private static void create(Path file) {
    Path absolute = file.toAbsolutePath();
    try {
      Path directory = absolute.getParent();
      if (directory != null) {
        Files.createDirectories(directory, attributes("rwx------"));
      }
      if (Files.isSymbolicLink(absolute)) {
        throw SqliteErrors.symbolicLink(file);
      }
      // SQLite creates the -wal and -shm files with the same permissions.
      Files.createFile(absolute, attributes("rw-------"));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isRegularFile(absolute) || !Files.isWritable(absolute)) {
        throw SqliteErrors.notWritable(file).causedBy(e);
      }
    } catch (IOException e) {
      throw SqliteErrors.notCreated(file, e);
    }
  }

  private static FileAttribute<?>[] attributes(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
