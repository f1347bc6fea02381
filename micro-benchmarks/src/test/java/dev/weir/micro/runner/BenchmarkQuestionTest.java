package dev.weir.micro.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BenchmarkQuestionTest {
  @Test
  void everyClass_asksAQuestionAndNamesACommand() {
    Set<String> silent = new TreeSet<>();
    for (String benchmark : KnownBenchmarks.own().params().keySet()) {
      String type = benchmark.substring(0, benchmark.lastIndexOf('.'));
      if (BenchmarkQuestion.of(type).isEmpty()) {
        silent.add(type);
      }
    }
    assertThat(silent).isEmpty();
  }

  @Test
  void parse_takesTheFirstSentenceAndTheFirstCommand() {
    String source =
        """
        package x;

        /**
         * What does {@code encode} cost, beside
         * a copy?
         *
         * <p>Or what? <pre>
         * java -jar target/benchmarks.jar Codec
         * java -jar target/benchmarks.jar Codec -prof gc
         * </pre>
         */
        public class CodecBenchmark {}
        """;

    assertThat(BenchmarkQuestion.parse(source))
        .contains(
            new BenchmarkQuestion(
                "What does encode cost, beside a copy?", "java -jar target/benchmarks.jar Codec"));
  }

  @Test
  void parse_statementOrNoCommand_isNone() {
    assertThat(BenchmarkQuestion.parse("/** Measures encoding. */ class A {}")).isEmpty();
    assertThat(BenchmarkQuestion.parse("/** What? */ class A {}")).isEmpty();
    assertThat(BenchmarkQuestion.parse("class A {}")).isEmpty();
  }
}
