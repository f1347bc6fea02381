package dev.weir.rules.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.pipeline.PipelineResult;
import dev.weir.postgres.Sql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Rows and alerts from Postgres to Postgres, in one run and in several. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesTransformTest {
  @TempDir private static Path directory;
  private AuditTrail trail;

  @BeforeAll
  void createDatabases() {
    trail = new AuditTrail("rules_transform", directory);
  }

  @BeforeEach
  void clear() throws Exception {
    trail.clear();
  }

  private void insertFirst() throws Exception {
    trail.insert(
        "1@0 login ann failure",
        "2@1 login ann failure",
        "3@2 transfer bob 5000",
        "4@3 login ann failure",
        "5@3 login bob failure",
        "6@10 start ann");
  }

  private void insertSecond() throws Exception {
    trail.insert(
        "7@20 login ann success",
        "8@21 transfer bob 10",
        "9@22 transfer bob 2000",
        "10@30 login ann success",
        "11@90 stop ann");
  }

  @Test
  void run_sequenceThatSpansRuns_alertsOnce() throws Exception {
    insertFirst();
    trail.run();
    assertThat(trail.alerts()).containsExactly("big web-1 3 3");
    insertSecond();

    PipelineResult second = trail.run();
    trail.run();

    assertThat(trail.alerts())
        .containsExactly("big web-1 3 3", "big web-1 9 9", "guess ann 1 7", "no-stop ann 6 6");
    assertThat(second.outputs()).hasSize(1);
    assertThat(second.outputs().get(0).written()).isEqualTo(3);
    assertThat(Sql.number(trail.fixture.destination, "SELECT count(*) FROM raw.audit"))
        .isEqualTo(11);
    List<String> ids = Sql.texts(trail.fixture.destination, "SELECT id FROM raw.alerts ORDER BY 1");

    trail.clear();
    insertFirst();
    insertSecond();
    trail.run();

    assertThat(Sql.texts(trail.fixture.destination, "SELECT id FROM raw.alerts ORDER BY 1"))
        .isEqualTo(ids);
  }

  @Test
  void run_columnsOfAlerts_haveTheirTypesAndContents() throws Exception {
    insertFirst();
    insertSecond();
    trail.run();

    assertThat(
            Sql.texts(
                trail.fixture.destination,
                """
                SELECT concat_ws(' | ', length(id), name, severity, key, first_time AT TIME ZONE 'UTC',
                  last_time AT TIME ZONE 'UTC', tags, captures, jsonb_array_length(evidence))
                FROM raw.alerts WHERE rule = 'guess'
                """))
        .containsExactly(
            "32 | guess | high | ann | 2026-01-05 08:00:00 | 2026-01-05 08:00:20 |"
                + " {login,guess} | {\"who\": \"ann\"} | 4");
    assertThat(
            Sql.texts(
                trail.fixture.destination,
                "SELECT evidence FROM raw.alerts WHERE id IN (SELECT id FROM raw.alerts WHERE rule = 'big' ORDER BY first_time LIMIT 1)"))
        .containsExactly(
            "[{\"id\": 3, \"host\": \"web-1\", \"kind\": \"transfer\", \"@time\":"
                + " \"2026-01-05T08:00:02Z\", \"@type\": \"transfer\", \"amount\": 5000.0,"
                + " \"user.name\": \"bob\"}]");
    assertThat(
            Sql.texts(
                trail.fixture.destination,
                """
                SELECT attname || ' ' || format_type(atttypid, atttypmod)
                FROM pg_attribute WHERE attrelid = 'raw.alerts'::regclass AND attnum > 0
                ORDER BY attnum
                """))
        .containsExactly(
            "id text",
            "rule text",
            "name text",
            "severity text",
            "key text",
            "first_time timestamp with time zone",
            "last_time timestamp with time zone",
            "tags text[]",
            "captures jsonb",
            "evidence jsonb");
  }

  /** No event follows a full read, so nothing that may not follow does. */
  @Test
  void run_fullRefreshTwice_endsTheStreamAndAlertsOnce() throws Exception {
    insertFirst();
    String full = "name: audit, sync_mode: full_refresh";

    trail.run(full, AuditTrail.COLUMNS);
    PipelineResult second = trail.run(full, AuditTrail.COLUMNS);

    assertThat(trail.alerts()).containsExactly("big web-1 3 3", "no-stop ann 6 6");
    assertThat(second.outputs().get(0).written()).isZero();
  }

  @Test
  void run_rulesChangedBetweenRuns_unchangedOnesGoOn() throws Exception {
    trail.writeRules(
        "other.yaml",
        "{id: changed, query: 'sequence by user.name [login where true] [login where outcome =="
            + " \"success\"]'}");
    insertFirst();
    trail.run();
    trail.writeRules(
        "other.yaml",
        "{id: changed, query: 'sequence by user.name [login where true] [start where true]'}");
    trail.writeRules("new.yaml", "{id: new, query: stop where true}");
    insertSecond();

    PipelineResult second = trail.run();

    assertThat(trail.alerts())
        .containsExactly(
            "big web-1 3 3",
            "big web-1 9 9",
            "guess ann 1 7",
            "new web-1 11 11",
            "no-stop ann 6 6");
    assertThat(AuditTrail.notes(second))
        .contains(
            "The saved partial matches of changed are left out, as the rules or the fields have"
                + " changed.");
  }

  @Test
  void run_eventsOutOfOrder_areSortedWithinTheLatenessAndCountedBeyond() throws Exception {
    trail.insert(
        "1@0 login ann failure",
        "2@2 login ann failure",
        "3@9 login ann success",
        "4@4 login ann failure");
    PipelineResult inOrder = trail.run();
    assertThat(trail.alerts()).isEmpty();
    assertThat(AuditTrail.notes(inOrder))
        .containsExactly(
            "1 events came later than the allowed lateness of 0s, and sequences did not see them;"
                + " raise lateness, or sort the events.");
    trail.clear();
    trail.insert("1@0 login ann failure", "2@2 login ann failure", "3@9 login ann success");
    trail.run(AuditTrail.INCREMENTAL, AuditTrail.COLUMNS + ", lateness: 5s");
    trail.insert("4@4 login ann failure", "5@3 login ann failure", "6@60 stop ann");

    PipelineResult late = trail.run(AuditTrail.INCREMENTAL, AuditTrail.COLUMNS + ", lateness: 5s");

    assertThat(trail.alerts()).containsExactly("guess ann 1 3");
    assertThat(AuditTrail.notes(late))
        .containsExactly(
            "1 events came after a later one, and took part in sequences in their place.",
            "1 events came later than the allowed lateness of 5s, and sequences did not see them;"
                + " raise lateness, or sort the events.");
  }

  @Test
  void run_rowsWithoutTime_arePassedOnAndCounted() throws Exception {
    trail.insert("1@0 transfer ann 5000", "2@0 transfer ann 5000", "3@0 transfer ann 5000");
    trail.fixture.source.execute(
        "UPDATE public.audit SET at = NULL WHERE id = 1",
        "UPDATE public.audit SET at = 'infinity' WHERE id = 2");

    PipelineResult result = trail.run();

    assertThat(trail.alerts()).containsExactly("big web-1 3 3");
    assertThat(Sql.number(trail.fixture.destination, "SELECT count(*) FROM raw.audit"))
        .isEqualTo(3);
    assertThat(AuditTrail.notes(result))
        .containsExactly(
            "2 rows have no time from 1678 to 2262 in the column at, and rules did not see them.");
  }

  @Test
  void run_rulesThatOnlyCount_areNotesIfTheyMatch() throws Exception {
    trail.writeRules("other.yaml", "{id: ended, mode: count, query: stop where true}");
    insertFirst();
    PipelineResult first = trail.run();
    insertSecond();

    PipelineResult second = trail.run();

    assertThat(AuditTrail.notes(first)).isEmpty();
    assertThat(AuditTrail.notes(second))
        .containsExactly("The rule ended, which only counts, matched 1 times.");
  }

  @Test
  void run_payload_givesTheFieldsOfTheSchema() throws Exception {
    trail.writeRules(
        "schema.yaml",
        "types: {transfer: }\nfields: {process.name: string, process.id: i64, user.id: i64, kind:"
            + " string}\n");
    trail.writeRules(
        "rules.yaml",
        "{id: shell, captures: {pid: process.id}, query: 'any where process.name == \"sh\" and kind"
            + " == \"transfer\"'}");
    trail.insert("1@0 transfer ann", "2@1 transfer ann", "3@2 transfer ann", "4@3 transfer ann");
    trail.fixture.source.execute(
        "UPDATE public.audit SET payload = '{\"process\": {\"name\": \"sh\", \"id\": 7}, \"user.id\": 5}' WHERE id = 1",
        "UPDATE public.audit SET payload = '{\"process.name\": \"sh\"}' WHERE id = 2",
        "UPDATE public.audit SET payload = '{\"process\": {\"name\": \"sh\", \"id\": \"x\"}}' WHERE id = 3");

    PipelineResult result =
        trail.run(AuditTrail.INCREMENTAL, "time: at, type: kind, key: user.id, payload: payload");

    assertThat(
            Sql.texts(
                trail.fixture.destination,
                "SELECT key || captures FROM raw.alerts ORDER BY first_time"))
        .containsExactly("5{\"pid\": 7}", "{}");
    assertThat(AuditTrail.notes(result))
        .containsExactly(
            "1 rows have a payload that is no object of the fields, and rules did not see it; the"
                + " first: The field process.id holds a string; its type is i64.");
  }

  @Test
  void run_payloadWithTheNameOfAnExcludedColumn_isRead() throws Exception {
    trail.writeRules("schema.yaml", "types: {transfer: }\nfields: {amount: string}\n");
    trail.writeRules("rules.yaml", "{id: of-payload, query: 'transfer where amount == \"much\"'}");
    trail.insert("1@0 transfer ann 5000");
    trail.fixture.source.execute("UPDATE public.audit SET payload = '{\"amount\": \"much\"}'");

    trail.run(
        AuditTrail.INCREMENTAL, "time: at, type: kind, payload: payload, columns: [id, host]");

    assertThat(Sql.texts(trail.fixture.destination, "SELECT rule FROM raw.alerts"))
        .containsExactly("of-payload");
  }

  @Test
  void run_columnOfUuids_isText() throws Exception {
    String uuid = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
    trail.writeRules(
        "rules.yaml",
        "{id: of-session, query: 'sequence by session [any where session == \"%s\"] with runs=2'}"
            .formatted(uuid));
    trail.insert("1@0 stop ann", "2@1 stop ann", "3@2 stop ann");
    trail.fixture.source.execute(
        "UPDATE public.audit SET session = '%s' WHERE id <> 2".formatted(uuid));

    trail.run();

    assertThat(trail.alerts()).containsExactly("of-session " + uuid + " 1 3");
  }

  /** The command finds the alerts of the pipeline, with the same ids. */
  @Test
  void run_alerts_areThoseOfTheCommand() throws Exception {
    insertFirst();
    insertSecond();
    trail.run("name: audit, sync_mode: full_refresh", AuditTrail.COLUMNS);
    Path events = directory.resolve("events.jsonl");
    Files.write(
        events,
        Sql.texts(
            trail.fixture.source,
            """
            SELECT json_build_object('at', at, 'id', id, 'kind', kind, 'host', host,
              'user.name', "user.name", 'outcome', outcome, 'amount', amount)::text
            FROM public.audit ORDER BY id
            """));
    trail.writeRules("schema.yaml", COMMAND_SCHEMA);

    assertThat(RulesCommandRun.alertIds(trail.rules, events))
        .containsExactlyInAnyOrderElementsOf(
            Sql.texts(trail.fixture.destination, "SELECT id FROM raw.alerts"));
  }

  private static final String COMMAND_SCHEMA =
      """
      time: at
      type: kind
      key: host
      types: {login: , transfer: , start: , stop: }
      fields:
        id: i64
        kind: string
        host: string
        user.name: string
        outcome: string
        amount: f64
      """;
}
