package dev.weir.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules of the whole tree that no compiler knows. */
class HouseTest {
  /** Nine in ten files of the code that we learn from are shorter. */
  private static final int SOURCE_LINES_MAX = 350;

  private static final int MODULE_DEPTH = 2;

  static final Path ROOT = root();
  private static final Pattern MODULE = Pattern.compile("<module>(.+?)</module>");
  private static final Pattern JVM_FLAGS =
      Pattern.compile("<weir\\.jvm\\.flags>(.+?)</weir\\.jvm\\.flags>");

  /** A connector, and the module of its benchmark's servers in a folder of the connector's. */
  @Test
  void connectors_areModules() throws IOException {
    try (Stream<Path> folders = Files.walk(ROOT.resolve("connectors"), MODULE_DEPTH)) {
      List<String> connectors =
          folders
              .filter(folder -> Files.exists(folder.resolve("pom.xml")))
              .map(folder -> ROOT.relativize(folder).toString())
              .toList();

      assertThat(connectors).isNotEmpty();
      assertThat(found(MODULE, ROOT.resolve("pom.xml"))).containsAll(connectors);
    }
  }

  @Test
  void forkFlags_matchThePomAndTheLauncher() throws IOException {
    String inPom = found(JVM_FLAGS, ROOT.resolve("pom.xml")).iterator().next();
    List<String> ofBuild = List.of(inPom.split(" "));
    List<String> ofForks = ForkFlags.all();

    assertThat(ofForks).startsWith(ofBuild.toArray(String[]::new));
    assertThat(ofForks.subList(ofBuild.size(), ofForks.size()))
        .isNotEmpty()
        .allSatisfy(
            flag ->
                assertThat(ROOT.resolve("core/src/main/dist/bin/weir")).content().contains(flag));
  }

  @Test
  void documents_paths_exist() throws IOException {
    assertThat(DocumentPaths.missing(ROOT)).isEmpty();
  }

  @Test
  void classes_names_areDistinct() throws IOException {
    Map<String, List<String>> filesByName =
        sources().stream()
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !file.endsWith("package-info.java"))
            .collect(
                Collectors.groupingBy(
                    file -> file.getFileName().toString(),
                    TreeMap::new,
                    Collectors.mapping(
                        file -> ROOT.relativize(file).toString(), Collectors.toList())));
    filesByName.values().removeIf(files -> files.size() == 1);

    assertThat(filesByName).isEmpty();
  }

  @Test
  void sources_length_isBounded() throws IOException {
    Set<String> tooLong = new TreeSet<>();
    for (Path file : sources()) {
      int lines = Files.readAllLines(file).size();
      if (lines > SOURCE_LINES_MAX) {
        tooLong.add(ROOT.relativize(file) + ": " + lines);
      }
    }
    assertThat(tooLong).isEmpty();
  }

  static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(java|sh)"))
          .filter(file -> !ROOT.relativize(file).toString().matches("(.*/)?(target|\\.git)/.*"))
          .toList();
    }
  }

  private static Set<String> found(Pattern pattern, Path file) throws IOException {
    Matcher matcher = pattern.matcher(Files.readString(file));
    return matcher.results().map(result -> result.group(1)).collect(Collectors.toSet());
  }

  /** The folder that holds .mvn, above the one in which the tests run. */
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("No folder above the tests' holds .mvn");
      }
      folder = parent;
    }
    return folder;
  }
}
