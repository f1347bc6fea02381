package dev.weir.rules.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.rules.eql.tree.EqlQuery.SequenceQuery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleDirectoryTest {
  private static final String SCHEMA =
      """
      types: {process: , network: }
      fields: {process.pid: i64, process.name: string}
      """;

  @TempDir private Path directory;

  private void write(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private RuleSet check() throws RulesException {
    return RuleDirectory.read(directory).check();
  }

  private List<String> problems() {
    RulesException thrown = catchThrowableOfType(RulesException.class, this::check);
    assertThat(thrown).as("problems").isNotNull();
    return thrown.problems().stream().map(RuleProblem::toString).toList();
  }

  @Test
  void check_oneAndManyRulesAFile_inSubdirectories_areRead() throws Exception {
    write("schema.yaml", SCHEMA);
    write("one.yaml", "{id: one, query: process where process.pid == 1}");
    write(
        "more/two.yml",
        """
        rules:
          - id: two
            name: The second
            severity: critical
            mode: count
            tags: [a, b]
            captures: {pid: process.pid}
            query: |
              sequence
                [process where true]
                [network where true]
          - id: three
            mode: off
            query: any where true
        """);
    write("notes.txt", "no rule");

    RuleSet rules = check();

    assertThat(rules.rules()).extracting(Rule::id).containsExactly("two", "three", "one");
    Rule two = rules.rules().get(0);
    assertThat(two.name()).isEqualTo("The second");
    assertThat(two.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(two.mode()).isEqualTo(RuleMode.COUNT);
    assertThat(two.tags()).containsExactly("a", "b");
    assertThat(two.captures()).containsEntry("pid", 1);
    assertThat(two.logic())
        .isInstanceOfSatisfying(
            RuleLogic.Query.class,
            logic -> assertThat(logic.query()).isInstanceOf(SequenceQuery.class));
    assertThat(rules.rules().get(1).mode()).isEqualTo(RuleMode.OFF);
    assertThat(rules.rules().get(2).name()).isEqualTo("one");
    assertThat(rules.rules().get(2).severity()).isEqualTo(Severity.MEDIUM);
  }

  @Test
  void check_errorsOfAllFiles_areReportedAtOnceWithTheirPlaces() throws Exception {
    write("schema.yaml", SCHEMA);
    write(
        "a.yaml",
        """
        id: a
        query: |
          process where
            process.pidd == 1
            and process.name > 5
        """);
    write("b.yaml", "{id: b, query: 'proces where true | head 1'}");

    assertThat(problems())
        .containsExactly(
            "a.yaml, line 4, column 5: The field process.pidd is unknown;"
                + " did you mean process.pid?",
            "a.yaml, line 5, column 22: a string cannot be compared with an integer;"
                + " string and number convert values",
            "b.yaml, line 1, column 17: The event type proces is unknown; did you mean process?",
            "b.yaml, line 1, column 35: The pipe head is refused: pipes work on the stored results"
                + " of a search, and a rule reads a stream; remove it");
  }

  @Test
  void check_errorsOfStructure_areReportedAtOnce() throws Exception {
    write("b.yaml", "id: b\nquery: any where true\nseverty: high\nmode: loud\n");
    write("c.yaml", "rules:\n  - id: C!\n    query: [x]\n  - 5\n");
    write("d.yaml", "- id: d\n");
    write("e.yaml", "id: [\n");
    write("f.yaml", "");
    write("g.yaml", "query: any where true\nquery: any where false\n");
    write(
        "h.yaml",
        "id: h\nquery: any where true\ntests:\n  - {name: t, matches: maybe, events: []}\n");
    write("i.yaml", "id: i\ntests: " + "[".repeat(100_000));

    assertThat(problems())
        .contains(
            "b.yaml, line 3: The key severty is unknown; did you mean severity?",
            "b.yaml, line 4: mode is \"loud\"; allowed: alert, count, off",
            "c.yaml, line 2: The id \"C!\" is not allowed; allowed: a-z, 0-9, - and _, up to 100",
            "c.yaml, line 3: query is a list; allowed: a text",
            "c.yaml, line 4: rules holds a single value; allowed: mappings",
            "d.yaml, line 1: The file holds a list; allowed: a rule, or a list of rules under"
                + " rules",
            "f.yaml: The file is empty; write rules, or delete it",
            "g.yaml, line 2: The key query is given twice; remove one",
            "h.yaml, line 4: The test has no events",
            "h.yaml, line 4: matches is \"maybe\"; allowed: true, false, or a number of matches",
            "i.yaml, line 2: The file is nested over 40 levels deep; flatten it")
        .anySatisfy(problem -> assertThat(problem).startsWith("e.yaml, line 2: This is not YAML"));
  }

  @Test
  void check_columnOfAQueryOnItsKeysLine_isThatOfTheFile() throws Exception {
    write("schema.yaml", SCHEMA);
    write("a.yaml", "id: a\nquery: \"any where process.pid == ?\"\n");
    write("b.yaml", "id: b\nquery: any where nothing == 1\n");

    assertThat(problems())
        .containsExactly(
            "a.yaml, line 2, column 35: The query ends where a name is expected",
            "b.yaml, line 2, column 18: The field nothing is unknown; register it in the schema,"
                + " or write ?nothing if it may be absent");
  }

  @Test
  void check_idOfAnotherRule_isRefused() throws Exception {
    write("a.yaml", "{id: same, query: any where true}");
    write("b.yaml", "{id: same, query: any where true}");

    assertThat(problems())
        .containsExactly("b.yaml, line 1: The id same is that of another rule, in a.yaml, line 1");
  }

  @Test
  void check_emptyOrMissingDirectory_isRefused() {
    assertThat(problems())
        .containsExactly(directory + ": The directory has no rules; add a file such as rules.yaml");
    directory = directory.resolve("missing");
    assertThat(problems())
        .containsExactly(directory + ": This is no directory; name a directory of rule files");
  }

  @Test
  void check_fileNotInUtf8_isRefused() throws Exception {
    Files.write(directory.resolve("a.yaml"), "id: é".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(problems()).containsExactly("a.yaml: The file is not in UTF-8; convert it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fields: {a: i6} | did you mean i64?",
        "fields: {a..b: i64} | has an empty part",
        "fields: [a] | fields is a list; allowed: a mapping",
        "types: {any: } | any stands for all types",
        "types: {dns: network, network: } | The parent network of the event type dns",
        "field: {a: i64} | The key field is unknown; did you mean fields?",
        "'- a' | allowed keys: time, type, key, types, fields"
      })
  void check_invalidSchema_isRefused(String schema, String problem) throws Exception {
    write("schema.yaml", schema + "\n");
    write("a.yaml", "{id: a, query: any where true}");

    assertThat(problems()).anySatisfy(found -> assertThat(found).contains(problem));
  }

  @Test
  void check_captureOfAnUnknownField_isRefused() throws Exception {
    write("schema.yaml", SCHEMA);
    write("a.yaml", "{id: a, query: any where true, captures: {pid: proces.pid}}");

    assertThat(problems())
        .containsExactly(
            "a.yaml, line 1: The capture pid is of the unknown field \"proces.pid\";"
                + " did you mean process.pid?");
  }

  @Test
  void check_withoutSchema_typesAreThoseOfTheTests() throws Exception {
    write(
        "a.yaml",
        """
        id: a
        query: process where process.pid > 1.5 and user.name == "x"
        tests:
          - name: t
            matches: true
            events:
              - {type: process, process: {pid: 1}, user.name: x}
              - {type: process, process: {pid: 2.5}}
        """);

    assertThat(check().schema().field("process.pid").orElseThrow().type().label()).isEqualTo("f64");
  }

  @Test
  void check_testEventThatDoesNotFitTheSchema_isRefused() throws Exception {
    write("schema.yaml", SCHEMA);
    write(
        "a.yaml",
        """
        id: a
        query: any where true
        tests:
          - name: t
            matches: true
            events:
              - {type: process, process.pid: many}
              - {type: process, time: yesterday}
        """);

    assertThat(problems())
        .containsExactly(
            "a.yaml, line 7: The field process.pid holds a string; its type is i64",
            "a.yaml, line 8: The field time holds \"yesterday\", which is no time; allowed:"
                + " milliseconds since the epoch, or ISO 8601, from 1678 to 2262");
  }
}
