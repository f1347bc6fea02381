package dev.weir.rules.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.cli.Weir;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What {@code weir check} and {@code weir run} report of a transform that cannot be used. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesConfigTest {
  @TempDir private static Path directory;
  private AuditTrail trail;
  private String err = "";

  @BeforeAll
  void createDatabases() {
    trail = new AuditTrail("rules_config", directory);
  }

  @BeforeEach
  void clear() throws Exception {
    trail.clear();
  }

  private int weir(String command) {
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int code =
        Weir.execute(
            new String[] {command, trail.fixture.file().toString()},
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(errBytes, true, StandardCharsets.UTF_8),
            trail.fixture.environment());
    err = errBytes.toString(StandardCharsets.UTF_8);
    return code;
  }

  @Test
  void check_rulesThatDoNotFitTheColumns_areReportedWithTheirLines() throws Exception {
    trail.writeRules(
        "rules.yaml",
        """
        rules:
          - id: a
            query: login where user.nam == "x"
          - id: b
            query: any where price > 5
          - id: c
            query: logn where true
        """);
    trail.pipeline(AuditTrail.INCREMENTAL, AuditTrail.COLUMNS);

    assertThat(weir("check")).isEqualTo(2);
    assertThat(err.lines())
        .contains(
            "  rules.yaml, line 3, column 24: The field user.nam is unknown; did you mean"
                + " user.name?",
            "  rules.yaml, line 5, column 22: The column price has the type numeric(10,2), which"
                + " rules do not read; cast it in a view",
            "  rules.yaml, line 7, column 12: The event type logn is unknown; did you mean login?");
    assertThat(err).contains("have 3 problems");
  }

  @Test
  void check_columnsThatAreMissingOrOfAnotherType_areReportedAtOnce() throws Exception {
    trail.pipeline(
        AuditTrail.INCREMENTAL, "time: amount, type: kindd, payload: host, columns: [id, zzz]");

    assertThat(weir("check")).isEqualTo(3);
    assertThat(err.lines())
        .contains(
            "  time: the column amount has the type FloatingPoint(DOUBLE); allowed: a timestamp, an"
                + " integer or text",
            "  type: the stream has no column \"kindd\"; did you mean kind?",
            "  columns: the stream has no column \"zzz\"; its columns are id, at, kind, host,"
                + " user.name, outcome, amount, price, session, payload");
  }

  @Test
  void check_keyThatIsNoField_isReported() throws Exception {
    trail.pipeline(AuditTrail.INCREMENTAL, "time: at, type: kind, key: price");
    assertThat(weir("check")).isEqualTo(3);
    assertThat(err).contains("key: \"price\" is no field that rules read; name a column, or a");

    trail.pipeline(AuditTrail.INCREMENTAL, "time: at, key: zzz, type: kind");
    assertThat(weir("check")).isEqualTo(3);
    assertThat(err).contains("key: the stream has no column \"zzz\"; its columns are id, at,");
  }

  @Test
  void check_typeInTheSchemaThatIsNotTheColumns_isReported() throws Exception {
    trail.writeRules("schema.yaml", "fields: {amount: string}\ntypes: {login: , transfer: }\n");
    trail.writeRules("rules.yaml", "{id: a, query: any where true}");
    trail.pipeline(AuditTrail.INCREMENTAL, AuditTrail.COLUMNS);

    assertThat(weir("check")).isEqualTo(2);
    assertThat(err)
        .contains(
            "schema.yaml: The field amount is of type string, and the column amount is of type f64;"
                + " correct the type, or cast the column in a view");
  }

  @Test
  void check_directoryWithoutRules_isReported() throws Exception {
    trail.fixture.config(
        AuditTrail.INCREMENTAL,
        "write_mode: append\ntransforms: [{ use: rules, config: { rules: \"%s\", time: at }, output: alerts }]"
            .formatted(directory.resolve("none")),
        "copy",
        "");

    assertThat(weir("check")).isEqualTo(2);
    assertThat(err).contains("This is no directory; name a directory of rule files");
  }

  @Test
  void run_eventWiderThanTheLimit_isNamedByItsRow() throws Exception {
    trail.insert("1@0 transfer ann 1", "2@1 transfer ann 1", "3@2 transfer ann 5000");
    trail.fixture.source.execute(
        "UPDATE public.audit SET outcome = repeat('x', 200000) WHERE id = 3");
    trail.pipeline(AuditTrail.INCREMENTAL, AuditTrail.COLUMNS);

    assertThat(weir("run")).isEqualTo(4);
    assertThat(err)
        .contains(
            "The row 3 of the run: The fields of an event exceed 131068 bytes; leave large ones out"
                + " (source rules, stream audit)")
        .contains("Name the columns that rules need, without the large ones, in columns of the");

    trail.writeRules("rules.yaml", "{id: big, query: transfer where amount > 1000}");
    trail.run(AuditTrail.INCREMENTAL, AuditTrail.COLUMNS + ", columns: [id, amount]");
    assertThat(trail.alerts()).containsExactly("big web-1 3 3");
  }

  @Test
  void run_stateThatIsDamaged_isRefused() throws Exception {
    trail.insert("1@0 login ann failure");
    trail.run();
    trail.fixture.destination.execute(
        "UPDATE raw._weir_transform_state SET state = set_byte(state, length(state) - 20, 99)");
    trail.insert("2@1 login ann failure");

    assertThat(weir("run")).isEqualTo(5);
    assertThat(err)
        .contains("The saved state of rules is corrupt (its checksum differs); restore it from a")
        .contains("delete them to begin without");
  }
}
