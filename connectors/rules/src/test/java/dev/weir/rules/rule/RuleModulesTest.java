package dev.weir.rules.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.rules.sequence.SequenceLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modules that rules name, and the settings of a directory. */
class RuleModulesTest {
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
  void check_modules_areRelativeToTheRuleFile() throws Exception {
    write("schema.yaml", "types: {process: }\nfields: {n: i64}\n");
    copyModule("number.wasm", "deep/modules/number.wasm");
    write(
        "deep/a.yaml",
        """
        rules:
          - {id: a, wasm: modules/number.wasm}
          - {id: b, wasm: modules/../modules/number.wasm, type: process}
        """);

    List<RuleLogic> logics = check().rules().stream().map(Rule::logic).toList();

    assertThat(logics)
        .allSatisfy(logic -> assertThat(logic).isInstanceOf(RuleLogic.Module.class))
        .extracting(logic -> ((RuleLogic.Module) logic).type())
        .containsExactly(0, 1);
    assertThat(((RuleLogic.Module) logics.get(0)).module())
        .as("compiled once")
        .isSameAs(((RuleLogic.Module) logics.get(1)).module());
  }

  @Test
  void check_modulesThatCannotBeUsed_areReportedWithTheirLines() throws Exception {
    write("schema.yaml", "types: {process: }\nfields: {m: i64}\n");
    copyModule("number.wasm", "number.wasm");
    copyModule("refused/no-eval.wasm", "no-eval.wasm");
    write("text.wat", "(module)");
    write("broken.wasm", "no module");
    write(
        "a.yaml",
        """
        rules:
          - id: a
            wasm: none.wasm
          - id: b
            wasm: text.wat
          - id: c
            wasm: broken.wasm
          - id: d
            wasm: no-eval.wasm
          - id: e
            wasm: number.wasm
            type: proces
          - id: f
            wasm: number.wasm
            query: any where true
          - id: g
          - id: h
            query: any where true
            type: process
        """);

    assertThat(problems())
        .containsExactly(
            "a.yaml, line 3: The module none.wasm does not exist; name a file relative to the rule"
                + " file",
            "a.yaml, line 5: The module text.wat is in the text format; translate it by wat2wasm -o"
                + " text.wasm text.wat (Debian package wabt), and name that file",
            "a.yaml, line 7: The module broken.wasm is no valid WebAssembly: section size mismatch,"
                + " unexpected end of section or function, magic header not detected, found: [110,"
                + " 111, 32, 109] expected: [0, 97, 115, 109]",
            "a.yaml, line 9: The module no-eval.wasm does not export the function pred_eval; add (func"
                + " (export \"pred_eval\") (result i32) ...)",
            "a.yaml, line 11: The predicate number.wasm cannot be used: pred_init returned 1",
            "a.yaml, line 12: The event type \"proces\" is unknown; did you mean process?",
            "a.yaml, line 13: The rule has a query and wasm; remove one",
            "a.yaml, line 16: The rule has no query; write query, or wasm with the file of a"
                + " module",
            "a.yaml, line 19: The key type is unknown; allowed: captures, description, id, mode,"
                + " name, query, severity, tags, tests, wasm");
  }

  private void copyModule(String resource, String file) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.copy(Path.of("src", "test", "resources", "wasm").resolve(resource), path);
  }

  @Test
  void check_settings_areThoseOfTheSchema() throws Exception {
    write(
        "schema.yaml",
        """
        lateness: 30s
        limits:
          sequences: 10
          partial_matches: 1000
          partial_matches_of_key: 5
          evaluations: 100
          window: 2s
        """);
    write("a.yaml", "{id: a, query: any where true}");

    assertThat(check().settings())
        .isEqualTo(
            new RuleSettings(
                Duration.ofSeconds(30),
                new SequenceLimits(10, 1_000, 5, 100, Duration.ofSeconds(2))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lateness: soon | lateness is \"soon\"; allowed: a duration such as 30s or 5m",
        "lateness: 169h | The lateness is 169h; allowed: 0s to 168h",
        "limits: [1] | limits is a list; allowed: a mapping",
        "limits: {partial_matches: 0} | partial_matches is \"0\"; allowed: a number from 1",
        "limits: {sequences: 9999999999} | The limit of sequences must be from 1 to 100000",
        "limits: {window: 0s} | The window must be positive",
        "limits: {windw: 1s} | The key windw is unknown; did you mean window?",
      })
  void check_invalidSettings_areRefused(String schema, String problem) throws Exception {
    write("schema.yaml", schema + "\n");
    write("a.yaml", "{id: a, query: any where true}");

    assertThat(problems()).anySatisfy(found -> assertThat(found).contains(problem));
  }
}
