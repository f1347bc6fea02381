package dev.weir.micro;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * The JVM flags that every fork gets; they stand in the file {@code jvm-flags} beside this class.
 */
final class ForkFlags {
  private static final String FILE = "jvm-flags";
  private static final String COMMENT = "#";
  private static final String PROPERTY = "-D";

  private ForkFlags() {}

  /** In the order in which the JVM shall see them. */
  static List<String> all() {
    try (InputStream in =
        Objects.requireNonNull(ForkFlags.class.getResourceAsStream(FILE), "jar without " + FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith(COMMENT))
          .flatMap(line -> List.of(line.trim().split("\\s+")).stream())
          .filter(flag -> !flag.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of them, then the user's, which the JVM therefore prefers. */
  static List<String> before(Collection<String> users) {
    List<String> flags = new ArrayList<>(all());
    flags.addAll(users);
    return flags;
  }

  /**
   * Sets in this JVM what can still be set: the properties, unless the user gave them. It is for
   * {@code -f 0}, which measures in this JVM; the manifest opens what must be open.
   */
  static void setPropertiesHere() {
    for (String flag : all()) {
      if (flag.startsWith(PROPERTY)) {
        String[] keyAndValue = flag.substring(PROPERTY.length()).split("=", 2);
        System.getProperties().putIfAbsent(keyAndValue[0], keyAndValue[1]);
      }
    }
  }
}
