package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendedRunsTest {
  @TempDir private Path directory;
  private TestDatabase database;
  private Path records;
  private Path out;

  @BeforeEach
  void createTables() throws Exception {
    database = TestServer.database("appended_runs");
    database.execute(
        "CREATE TABLE public.source AS SELECT n FROM generate_series(1, 3) n",
        "CREATE TABLE public.target (n integer)");
    records = Files.writeString(directory.resolve("records"), "{\"repeat\":1}\n{\"repeat\":2}\n");
    out = directory.resolve("out");
  }

  private AppendedRuns runs() {
    return new AppendedRuns(
        SharedServer.endpoint(),
        SharedServer.table(database, "public", "source"),
        SharedServer.table(database, "public", "target"));
  }

  @Test
  void verify_lostAndDoubledRows_areToldApart() throws Exception {
    // Together, the two runs have the rows of two correct ones.
    database.execute(
        "INSERT INTO public.target VALUES (1), (2)",
        "INSERT INTO public.target VALUES (1), (2), (3), (3)");

    runs().verify(records, out);

    List<String> lines = Files.readAllLines(out);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).startsWith("{\"repeat\":1").contains("\"dest_rows\":2");
    assertThat(lines.get(1)).startsWith("{\"repeat\":2").contains("\"dest_rows\":4");
    assertThat(hash(lines.get(0), "source_hash"))
        .isEqualTo(hash(lines.get(1), "source_hash"))
        .isNotEqualTo(hash(lines.get(0), "dest_hash"))
        .isNotEqualTo(hash(lines.get(1), "dest_hash"));
    assertThat(
            TableDigest.of(
                    SharedServer.endpoint(), SharedServer.table(database, "public", "target"))
                .rows())
        .isEqualTo(4);
  }

  @Test
  void verify_anotherNumberOfTransactions_isAMismatch() throws Exception {
    database.execute("INSERT INTO public.target VALUES (1), (2), (3)");

    assertThatThrownBy(() -> runs().verify(records, out))
        .isInstanceOf(MismatchException.class)
        .hasMessageContaining("the rows of 1 transactions, not of the 2 recorded runs");
    assertThat(out).doesNotExist();
  }

  @Test
  void verify_emptySource_expectsRunsWithoutRows() throws Exception {
    database.execute("TRUNCATE public.source");

    runs().verify(records, out);

    assertThat(Files.readAllLines(out))
        .hasSize(2)
        .allMatch(line -> line.contains("\"dest_rows\":0"))
        .allMatch(line -> hash(line, "dest_hash").equals(hash(line, "source_hash")));
    database.execute("INSERT INTO public.target VALUES (1)");
    assertThatThrownBy(() -> runs().verify(records, out)).isInstanceOf(MismatchException.class);
  }

  private static String hash(String line, String field) {
    return line.replaceAll(".*\"" + field + "\":\"(\\w+)\".*", "$1");
  }
}
