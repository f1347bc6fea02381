package dev.weir.core.config;

import dev.weir.core.unit.ByteSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a document's text: UTF-8, of a bounded size. */
final class DocumentFile {
  static final int BYTES_MAX = (int) (8 * ByteSize.MB);

  private DocumentFile() {}

  /** The text; empty where there is none, and the problems then say why. */
  static Optional<String> read(Path file, Problems problems) {
    try {
      if (Files.isDirectory(file)) {
        problems.add("", 0, "is a directory; name a pipeline's file");
        return Optional.empty();
      }
      byte[] bytes = bytes(file);
      if (bytes.length > BYTES_MAX) {
        problems.add("", 0, "is over 8mb; allowed: up to 8mb");
        return Optional.empty();
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      problems.add("", 0, "is not UTF-8 text");
    } catch (NoSuchFileException e) {
      problems.add("", 0, "is not there; name a pipeline's file");
    } catch (AccessDeniedException e) {
      problems.add("", 0, "may not be read by this user");
    } catch (IOException e) {
      problems.add("", 0, "cannot be read: " + e.getMessage());
    }
    return Optional.empty();
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(BYTES_MAX + 1);
    }
  }
}
