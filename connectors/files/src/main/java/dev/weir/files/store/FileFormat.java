package dev.weir.files.store;

import java.util.Optional;

/** The format of a file. */
public enum FileFormat {
  /** One JSON object a line. */
  JSONL("jsonl", "ndjson"),
  /** RFC 4180 with a header. */
  CSV("csv", "csv"),
  /** Arrow's IPC file format. */
  ARROW("arrow", "arrow"),
  /** Arrow's IPC streaming format. */
  ARROW_STREAM("arrows", "arrows"),
  /** Parquet, whose pages are compressed by themselves. */
  PARQUET("parquet", "parquet"),
  /** Aligned columns for a person; written only. */
  TABLE("table", "table");

  private final String extension;
  private final String otherExtension;

  FileFormat(String extension, String otherExtension) {
    this.extension = extension;
    this.otherExtension = otherExtension;
  }

  /** Returns whether the codec compresses parts of the file rather than the file. */
  public boolean compressesParts() {
    return this == PARQUET;
  }

  /** Returns the extension of files that are written, without a dot. */
  public String extension() {
    return extension;
  }

  /** Returns whether rows can be read from the format. */
  public boolean isReadable() {
    return this != TABLE;
  }

  /** Returns the format with an extension, given without a dot. */
  static Optional<FileFormat> ofExtension(String name) {
    for (FileFormat format : values()) {
      if (format.extension.equals(name) || format.otherExtension.equals(name)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
