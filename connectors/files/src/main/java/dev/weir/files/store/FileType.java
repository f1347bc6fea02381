package dev.weir.files.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/** What a file's name says of its content, such as {@code .jsonl.gz}. */
public record FileType(FileFormat format, FileCodec codec) {
  /** Returns the extensions of a file, with their dots. */
  public String suffix() {
    return "." + format.extension() + (format.compressesParts() ? "" : codec.suffix());
  }

  /** Returns a stream that decompresses the file; it closes the given one. */
  public InputStream decompress(InputStream in) throws IOException {
    return format.compressesParts() ? in : codec.decompress(in);
  }

  /** Returns a stream that compresses the file; it closes the given one. */
  public OutputStream compress(OutputStream out) throws IOException {
    return format.compressesParts() ? out : codec.compress(out);
  }

  /** A name without its known extensions. */
  record Named(String stem, Optional<FileFormat> format, FileCodec codec) {}

  /** Splits a file name at its extensions. */
  static Named parse(String name) {
    String rest = name;
    FileCodec codec = FileCodec.NONE;
    for (FileCodec known : FileCodec.values()) {
      String lower = rest.toLowerCase(Locale.ROOT);
      if (known != FileCodec.NONE && lower.endsWith(known.suffix())) {
        codec = known;
        rest = rest.substring(0, rest.length() - known.suffix().length());
        break;
      }
    }
    int dot = rest.lastIndexOf('.');
    Optional<FileFormat> format =
        dot <= 0
            ? Optional.empty()
            : FileFormat.ofExtension(rest.substring(dot + 1).toLowerCase(Locale.ROOT));
    return new Named(format.isPresent() ? rest.substring(0, dot) : rest, format, codec);
  }
}
