package dev.weir.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.config.YamlNode.Entry;
import dev.weir.core.config.YamlNode.Scalar;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class YamlParserTest {
  private static List<String> problems(String text) {
    Problems problems = new Problems();
    YamlParser.parse(text, problems);
    return problems.found().stream().map(Problem::toString).toList();
  }

  @Test
  void parse_mapping_recordsLinesAndQuoting() {
    Problems problems = new Problems();
    YamlNode.Mapping top = YamlParser.parse("a: 1\n\nb: '1'\n", problems).orElseThrow();

    assertThat(problems.isEmpty()).isTrue();
    assertThat(top.entries().values())
        .containsExactly(
            new Entry(1, new Scalar("1", true, 1)), new Entry(3, new Scalar("1", false, 3)));
  }

  @Test
  void parse_alias_isRejected() {
    assertThat(problems("a: &x [1]\nb: *x\n"))
        .contains("line 2: found an alias (*name); none are allowed, write the value out");
  }

  @Test
  void parse_anchorsAndTags_areRejectedWithTheirLines() {
    assertThat(problems("a: &x 1\nb: !!java.net.URL [\"x\"]\nc: !local {}\n"))
        .containsExactly(
            "line 1: found an anchor (&name); none are allowed",
            "line 2: found the tag \"tag:yaml.org,2002:java.net.URL\"; none are allowed",
            "line 3: found the tag \"!local\"; none are allowed");
  }

  @Test
  void parse_duplicateKey_isRejectedWithBothLines() {
    assertThat(problems("a: 1\nb: 2\na: 3\n"))
        .containsExactly("line 3: the key \"a\" is there twice, first on line 1");
  }

  @Test
  void parse_secondDocument_isRejected() {
    assertThat(problems("a: 1\n---\nb: 2\n"))
        .containsExactly("line 2: holds a second document; allowed: one a file");
  }

  @Test
  void parse_notAMapping_isRejected() {
    assertThat(problems("just words")).singleElement().asString().contains("allowed: a mapping");
    assertThat(problems("")).singleElement().asString().contains("is empty");
    assertThat(problems("? [a]\n: b")).singleElement().asString().contains("found a list as a key");
  }

  @Test
  void parse_deepNesting_isRejectedWithoutStackOverflow() {
    assertThat(problems("a: " + "[".repeat(100_000)))
        .containsExactly("line 1: is nested over 32 levels deep");
  }

  @Test
  void parse_invalidYaml_reportsTheLine() {
    assertThat(problems("a: 1\nb: [1, 2\nc: 3\n"))
        .singleElement()
        .asString()
        .startsWith("line 3: is not YAML: ");
  }

  @Test
  void parse_unquotedVariableInFlowMapping_suggestsQuotes() {
    assertThat(problems("config: { password: ${PW}, host: x }"))
        .singleElement()
        .asString()
        .endsWith("; inside { } and [ ], write \"${NAME}\" with its quotes");
  }

  @Property(tries = 2000)
  void parse_anyText_returnsATreeOrReportsAProblem(@ForAll("yamlish") String text) {
    Problems problems = new Problems();

    assertThat(YamlParser.parse(text, problems).isPresent() || !problems.isEmpty()).isTrue();
  }

  @Provide
  Arbitrary<String> yamlish() {
    return Arbitraries.strings()
        .withChars("ab:-[]{}!&*'\"#|>?%@`,~ \n\t\\\u0000\u00e9")
        .ofMaxLength(40);
  }
}
