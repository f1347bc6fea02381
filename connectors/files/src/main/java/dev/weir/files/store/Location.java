package dev.weir.files.store;

import dev.weir.core.connector.Settings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the files of an end are, as {@code path}, {@code format} and {@code compression} of its
 * config say.
 *
 * @param path of a file or directory; {@code -} for a standard stream
 * @param format empty if each file's extension tells it
 * @param codec empty if each file's extension tells it
 */
public record Location(
    Kind kind, Path path, Optional<FileFormat> format, Optional<FileCodec> codec) {
  private static final String STANDARD = "-";

  /** What a path names. */
  public enum Kind {
    /** Standard input or standard output. */
    STANDARD,
    FILE,
    /** One file or one folder of files for each stream. */
    DIRECTORY
  }

  /** The values of {@code format}. */
  public enum FormatChoice {
    AUTO,
    JSONL,
    CSV,
    ARROW,
    ARROW_STREAM,
    PARQUET,
    TABLE;

    private Optional<FileFormat> format() {
      return this == AUTO ? Optional.empty() : Optional.of(FileFormat.valueOf(name()));
    }
  }

  /** The values of {@code compression}. */
  public enum CodecChoice {
    AUTO,
    NONE,
    GZIP,
    ZSTD;

    private Optional<FileCodec> codec() {
      return this == AUTO ? Optional.empty() : Optional.of(FileCodec.valueOf(name()));
    }
  }

  /**
   * Reads the keys that source and destination share.
   *
   * @param isFile whether a path is that of a file, whatever its name
   */
  public static Location read(Settings settings, boolean isFile) {
    String text = settings.text("path", Location::isPath, "a path, or - for a standard stream");
    Optional<FileFormat> format = settings.choice("format", FormatChoice.AUTO).format();
    Optional<FileCodec> codec = settings.choice("compression", CodecChoice.AUTO).codec();
    Path path = Path.of(isPath(text) ? text : STANDARD);
    Kind kind = kind(text, path);
    if (isFile && kind == Kind.DIRECTORY) {
      if (Files.isDirectory(path)) {
        settings.reject("path", "is a directory; allowed: a file, or -");
      }
      kind = Kind.FILE;
    }
    if (kind == Kind.STANDARD && format.isEmpty() && !text.isEmpty()) {
      settings.reject(
          "format", "a standard stream has no extension: set jsonl, csv, arrow_stream or parquet");
    }
    if (kind == Kind.FILE
        && format.isEmpty()
        && FileType.parse(fileName(path)).format().isEmpty()) {
      settings.reject(
          "path",
          "the extension of %s is none of .jsonl, .ndjson, .csv, .arrow, .arrows, .parquet; set format"
              .formatted(fileName(path)));
    }
    Location location = new Location(kind, path, format, codec);
    if (kind == Kind.FILE && location.isCompressedTwice()) {
      settings.reject(
          "path",
          "the pages of a Parquet file are compressed, not the file: remove %s of %s"
              .formatted(FileType.parse(fileName(path)).codec().suffix(), fileName(path)));
    }
    return location;
  }

  private boolean isCompressedTwice() {
    return typeOf(fileName(path)).map(FileType::format).equals(Optional.of(FileFormat.PARQUET))
        && FileType.parse(fileName(path)).codec() != FileCodec.NONE;
  }

  private static boolean isPath(String text) {
    try {
      return !text.isEmpty() && !Path.of(text).toString().isEmpty();
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** A directory is known as such, ends with a slash, or has a name without an extension. */
  private static Kind kind(String text, Path path) {
    if (text.equals(STANDARD) || text.isEmpty()) {
      return Kind.STANDARD;
    }
    boolean isDirectory =
        Files.isDirectory(path)
            || text.endsWith("/")
            || (!Files.exists(path) && fileName(path).indexOf('.') <= 0);
    return isDirectory ? Kind.DIRECTORY : Kind.FILE;
  }

  private static String fileName(Path path) {
    Path name = path.getFileName();
    return name == null ? path.toString() : name.toString();
  }

  /** Returns the type of a file by this location's settings, else by the file's name. */
  public Optional<FileType> typeOf(String name) {
    FileType.Named named = FileType.parse(name);
    return format
        .or(named::format)
        .map(
            known ->
                new FileType(
                    known,
                    codec.orElse(known == FileFormat.PARQUET ? FileCodec.ZSTD : named.codec())));
  }

  /** Returns the name of the stream that a file holds: its name without known extensions. */
  public static String streamOf(String name) {
    return FileType.parse(name).stem();
  }

  /** Returns the path as messages show it. */
  public String display() {
    return path.toString();
  }
}
