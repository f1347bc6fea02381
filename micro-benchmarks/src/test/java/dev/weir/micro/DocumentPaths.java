package dev.weir.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The paths of this tree that its Markdown names: the targets of relative links, and, in code,
 * words such as {@code core/pom.xml} that begin with a folder of the root. What is built ({@code
 * target/...}) and patterns ({@code connectors/*}, {@code connectors/NAME}) are not looked for.
 */
final class DocumentPaths {
  private static final Pattern LINK = Pattern.compile("\\]\\((?!\\w+:|#)([^)#\\s]+)");
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]+`");
  private static final Pattern PATH = Pattern.compile("\\.?[\\w-]+(?:/[\\w.-]+)+/?");
  private static final Pattern PLACEHOLDER = Pattern.compile("(?:.*/)?[A-Z]+(?:/.*)?");
  private static final Set<String> BUILT = Set.of("target", ".git", ".weir");

  private DocumentPaths() {}

  /** Each path that is named and is not there, as "document: path". */
  static Set<String> missing(Path root) throws IOException {
    Set<String> missing = new TreeSet<>();
    for (Path document : documents(root)) {
      for (String path : named(root, Files.readString(document))) {
        if (!exists(root, document, path)) {
          missing.add(root.relativize(document) + ": " + path);
        }
      }
    }
    return missing;
  }

  private static List<Path> documents(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !root.relativize(file).toString().matches("(.*/)?(target|\\.git)/.*"))
          .toList();
    }
  }

  static Set<String> named(Path root, String text) {
    Set<String> named = new TreeSet<>();
    LINK.matcher(text).results().forEach(link -> named.add(link.group(1)));
    CODE.matcher(text)
        .results()
        .flatMap(code -> Stream.of(code.group().split("[\\s`]+")))
        .filter(word -> PATH.matcher(word).matches() && !PLACEHOLDER.matcher(word).matches())
        .filter(word -> beginsInRoot(root, word))
        .forEach(named::add);
    return named;
  }

  private static boolean beginsInRoot(Path root, String word) {
    String first = word.substring(0, word.indexOf('/'));
    return !BUILT.contains(first) && Files.isDirectory(root.resolve(first));
  }

  private static boolean exists(Path root, Path document, String path) {
    return Files.exists(root.resolve(path)) || Files.exists(document.resolveSibling(path));
  }
}
