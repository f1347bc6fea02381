package dev.weir.micro.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a class of benchmarks asks, and the command that answers it: the first sentence of its
 * Javadoc, and the first command in it. The build packs the sources of benchmarks, so that neither
 * is written twice.
 */
record BenchmarkQuestion(String question, String command) {
  private static final String SOURCES = "/META-INF/sources/";
  private static final Pattern JAVADOC = Pattern.compile("(?s)/\\*\\*(.*?)\\*/");
  private static final Pattern MARGIN = Pattern.compile("(?m)^\\s*\\*? ?");
  private static final Pattern QUESTION = Pattern.compile("(?s)^\\s*(.*?\\?)(?=\\s)");
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^\\s*(java -jar target/benchmarks\\.jar .*)$");
  private static final Pattern TAG = Pattern.compile("\\{@\\w+ ([^}]*)\\}");

  /**
   * That of a class.
   *
   * @param type its name with the package
   * @return empty where the class has no source here, or asks nothing
   */
  static Optional<BenchmarkQuestion> of(String type) {
    String path = SOURCES + type.replace('.', '/') + ".java";
    try (InputStream in = BenchmarkQuestion.class.getResourceAsStream(path)) {
      return in == null
          ? Optional.empty()
          : parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** That of a source file, whose first Javadoc is the class's. */
  static Optional<BenchmarkQuestion> parse(String source) {
    Matcher javadoc = JAVADOC.matcher(source);
    if (!javadoc.find()) {
      return Optional.empty();
    }
    String text = MARGIN.matcher(javadoc.group(1)).replaceAll("");
    Matcher question = QUESTION.matcher(text);
    Matcher command = COMMAND.matcher(text);
    return question.find() && command.find()
        ? Optional.of(
            new BenchmarkQuestion(
                TAG.matcher(question.group(1)).replaceAll("$1").replaceAll("\\s+", " "),
                command.group(1).strip()))
        : Optional.empty();
  }
}
