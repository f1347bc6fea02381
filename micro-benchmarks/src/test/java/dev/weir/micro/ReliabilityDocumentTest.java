package dev.weir.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each test that docs/reliability.md names is there, and each promise names one. */
class ReliabilityDocumentTest {
  private static final Path DOCUMENT = HouseTest.ROOT.resolve("docs/reliability.md");
  private static final int COLUMNS = 3;

  /** {@code Class} or {@code Class.method}. */
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT))(?:\\.(\\w+))?`");

  @Test
  void document_namedTests_exist() throws IOException {
    List<String> missing = new ArrayList<>();
    for (List<String> row : rows()) {
      List<MatchResult> tests = TEST.matcher(row.get(COLUMNS - 1)).results().toList();
      if (tests.isEmpty()) {
        missing.add("no test: " + row);
      }
      for (MatchResult test : tests) {
        if (!exists(test.group(1), test.group(2))) {
          missing.add(test.group());
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private static boolean exists(String type, String method) throws IOException {
    for (Path file : HouseTest.sources()) {
      if (file.endsWith(type + ".java")) {
        return method == null || Files.readString(file).contains("void " + method + "(");
      }
    }
    return false;
  }

  /** The cells of all rows below the heads of tables. */
  private static List<List<String>> rows() throws IOException {
    List<List<String>> rows =
        Files.readAllLines(DOCUMENT).stream()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| fault |"))
            .map(line -> List.of(line.substring(1, line.length() - 1).split(" \\| ")))
            .toList();
    assertThat(rows)
        .hasSizeGreaterThan(COLUMNS)
        .allSatisfy(row -> assertThat(row).hasSize(COLUMNS));
    return rows;
  }
}
