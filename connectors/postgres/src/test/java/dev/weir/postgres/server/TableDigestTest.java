package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.connector.Digest;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TableDigestTest {
  private static final String COLUMNS =
      "(id int, f float8, t timestamptz, d date, b bytea, i interval)";
  private static final String ROWS =
      " SELECT n, n / 3.0, timestamptz '2024-07-01 12:00+00' + n * interval '1 hour', date"
          + " '2024-02-01' + n, decode('00ff', 'hex'), n * interval '25 hours' FROM"
          + " generate_series(1, 5) n ";

  private static TestDatabase one = TestServer.database("digest_one");
  private static TestDatabase other = TestServer.database("digest_other");

  @BeforeAll
  static void fill() throws SQLException {
    one.execute("CREATE TABLE t " + COLUMNS, "INSERT INTO t" + ROWS + "ORDER BY n");
    other.execute(
        "ALTER DATABASE digest_other SET extra_float_digits = -3",
        "ALTER DATABASE digest_other SET bytea_output = 'escape'",
        "ALTER DATABASE digest_other SET IntervalStyle = 'iso_8601'",
        "CREATE TABLE t " + COLUMNS,
        "INSERT INTO t" + ROWS + "ORDER BY n DESC");
  }

  @Test
  void of_otherOrderAndSettings_isTheSame() {
    assertThat(digest(other)).isEqualTo(digest(one));
    assertThat(digest(one).rows()).isEqualTo(5);
  }

  @Test
  void of_changedValueOrDuplicateRow_differs() throws SQLException {
    Digest before = digest(one);
    one.execute("CREATE TABLE changed AS SELECT * FROM t", "UPDATE changed SET f = 0 WHERE id = 3");
    one.execute("CREATE TABLE twice AS SELECT * FROM t", "INSERT INTO twice SELECT * FROM t");
    assertThat(digest(one, "changed").rows()).isEqualTo(5);
    assertThat(digest(one, "changed")).isNotEqualTo(before);
    assertThat(digest(one, "twice")).isEqualTo(before.plus(before));
  }

  @Test
  void of_noRows_isEmpty() throws SQLException {
    one.execute("CREATE TABLE none AS SELECT * FROM t WHERE false");
    assertThat(digest(one, "none")).isEqualTo(Digest.EMPTY);
  }

  @Test
  void of_missingTable_failsWithItsName() {
    assertThatThrownBy(() -> digest(one, "missing"))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("digest_one")
        .hasMessageContaining("no table public.missing");
  }

  private static Digest digest(TestDatabase database) {
    return digest(database, "t");
  }

  private static Digest digest(TestDatabase database, String table) {
    return TableDigest.of(database.endpoint(), database.table("public", table));
  }
}
