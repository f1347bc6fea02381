package dev.weir.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.files.FilesPipeline.Outcome;
import dev.weir.postgres.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves tables of schema {@code public} to a file and from there to schema {@code raw}.
 *
 * @param directory of the files
 */
record FileRoundTrip(TestDatabase database, Path directory) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Drops what earlier round trips have loaded. */
  void clear() throws SQLException {
    database.execute("DROP SCHEMA IF EXISTS raw CASCADE");
  }

  /**
   * Moves a table, and checks that rows and column definitions are equal.
   *
   * @param format a value of {@code format}
   * @param name of the file
   * @param keys of the destination's config, or empty
   */
  void assertEqual(String table, String format, String name, String keys) throws Exception {
    FilesPipeline pipeline = new FilesPipeline(directory);
    String stream = "{ name: " + table + " }";
    Path file = directory.resolve(name);
    Outcome out =
        FilesPipeline.run(
            pipeline.write(
                FilesPipeline.postgres(database, "public"),
                stream,
                FilesPipeline.files(file, keys) + ", write_mode: replace",
                // The file has larger batches than the run that reads it.
                "max_batch_bytes: 1mb"));
    assertThat(out.err()).isEmpty();
    assertThat(out.code()).isZero();
    String columns =
        format.startsWith("arrow")
            ? ""
            : "columns: " + JSON.writeValueAsString(columns("public." + table));

    Outcome in =
        FilesPipeline.run(
            pipeline.write(
                FilesPipeline.files(file, columns),
                stream,
                FilesPipeline.postgres(database, "raw")));

    assertThat(in.err()).isEmpty();
    assertThat(in.code()).isZero();
    assertThat(columns("raw." + table)).isEqualTo(columns("public." + table));
    assertThat(missing("public." + table, "raw." + table)).isEmpty();
    assertThat(missing("raw." + table, "public." + table)).isEmpty();
  }

  /**
   * Returns the rows of a table that another one lacks, as text, which keeps 1.10 and 1.1 apart.
   */
  private List<String> missing(String table, String other) throws SQLException {
    return texts(
        "SELECT t::text FROM %s t EXCEPT ALL SELECT t::text FROM %s t".formatted(table, other));
  }

  /** Returns the declarations of a table's columns. */
  private List<String> columns(String table) throws SQLException {
    return texts(
        """
        SELECT quote_ident(attname) || ' ' || format_type(atttypid, atttypmod)
               || CASE WHEN attnotnull THEN ' not null' ELSE '' END
        FROM pg_attribute WHERE attnum > 0 AND attrelid = '%s'::regclass ORDER BY attnum
        """
            .formatted(table));
  }

  private List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = ''");
      try (ResultSet result = statement.executeQuery(sql)) {
        while (result.next()) {
          texts.add(result.getString(1));
        }
      }
    }
    return texts;
  }
}
