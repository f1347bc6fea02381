package dev.weir.core.state;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/** The native library of SQLite, for a fast start. */
public final class SqliteLibrary {
  private SqliteLibrary() {}

  /**
   * Loads the library, which otherwise the first connection does.
   *
   * @throws Exception if the driver cannot load it
   */
  public static void load() throws Exception {
    SQLiteJDBCLoader.initialize();
  }

  /** Writes the library to a file, as the driver does in each process unless it is given one. */
  public static void extract(Path library) throws IOException {
    String resource =
        LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
    try (@Nullable InputStream in = LibraryLoaderUtil.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("There is no " + resource);
      }
      Files.copy(in, library);
    }
  }
}
