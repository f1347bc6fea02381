package dev.weir.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.TestServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The settings of a new connection, in a database that has others. */
class PinnedSessionTest {
  private static final Place PLACE = Place.of(Side.SOURCE, "postgres");

  private TestDatabase database = TestServer.database("pinned");

  @BeforeEach
  void changeDefaults() throws SQLException {
    database.execute(
        "CREATE SCHEMA shadow",
        """
        CREATE FUNCTION shadow.set_config(text, text, boolean) RETURNS text LANGUAGE plpgsql AS
        $$ BEGIN RAISE 'The role''s function was called'; END $$
        """,
        "ALTER DATABASE pinned SET search_path = shadow, pg_catalog",
        "ALTER DATABASE pinned SET TimeZone = 'Asia/Tokyo'",
        "ALTER DATABASE pinned SET DateStyle = 'SQL, DMY'",
        "ALTER DATABASE pinned SET IntervalStyle = 'iso_8601'",
        "ALTER DATABASE pinned SET extra_float_digits = -15",
        "ALTER DATABASE pinned SET bytea_output = 'escape'",
        "ALTER DATABASE pinned SET lc_monetary = 'POSIX'",
        "ALTER DATABASE pinned SET row_security = on",
        "ALTER DATABASE pinned SET lock_timeout = 1",
        "ALTER DATABASE pinned SET idle_in_transaction_session_timeout = 1000000");
  }

  private static PostgresConnection open(String name, SessionMode mode) {
    return PostgresConnection.open(
        LoginConfigs.of(
            TestServer.endpoint().port(),
            name,
            ConnectionConfig.SslMode.DISABLE,
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(60), Map.of())),
        mode,
        PLACE);
  }

  private static List<String> settings(PostgresConnection connection, String... names) {
    return connection
        .query(
            "SELECT array_to_string(ARRAY(SELECT current_setting(name)"
                + " FROM unnest(string_to_array(?, ',')) AS name), '|')",
            row -> List.of(row.getString(1).split("\\|", -1)),
            String.join(",", names))
        .get(0);
  }

  @Test
  void open_databaseHasOtherSettings_pinsItsOwn() {
    try (PostgresConnection connection = open("pinned", SessionMode.READ_WRITE)) {
      assertThat(
              settings(
                  connection,
                  "search_path",
                  "TimeZone",
                  "DateStyle",
                  "IntervalStyle",
                  "extra_float_digits",
                  "bytea_output",
                  "standard_conforming_strings",
                  "row_security",
                  "lock_timeout",
                  "idle_in_transaction_session_timeout"))
          .containsExactly(
              "\"\"", "UTC", "ISO, YMD", "postgres", "1", "hex", "on", "off", "1min", "0");
    }
  }

  @Test
  void open_mode_determinesEachTransaction() {
    try (PostgresConnection reading = open("pinned", SessionMode.READ_ONLY_SNAPSHOT);
        PostgresConnection writing = open("pinned", SessionMode.READ_WRITE)) {
      for (int transaction = 1; transaction <= 2; transaction++) {
        assertThat(settings(reading, "transaction_isolation", "transaction_read_only"))
            .containsExactly("repeatable read", "on");
        assertThat(settings(writing, "transaction_isolation", "transaction_read_only"))
            .containsExactly("read committed", "off");
        reading.rollbackQuietly();
        writing.rollbackQuietly();
      }
    }
  }

  @Test
  void databaseIdentity_isThatOfTheDatabase() {
    try (PostgresConnection one = open("pinned", SessionMode.READ_WRITE);
        PostgresConnection same = open("pinned", SessionMode.READ_ONLY_SNAPSHOT);
        PostgresConnection other = open("postgres", SessionMode.READ_WRITE)) {
      assertThat(one.databaseIdentity())
          .matches("\\d{16} \\d+")
          .isEqualTo(same.databaseIdentity())
          .isNotEqualTo(other.databaseIdentity());
    }
  }
}
