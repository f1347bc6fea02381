package dev.weir.postgres;

import dev.weir.core.contract.Capability;
import dev.weir.core.contract.ConnectorContract;
import dev.weir.core.contract.ContractPipeline;
import dev.weir.core.contract.Rows.Row;
import dev.weir.postgres.server.Endpoint;
import dev.weir.postgres.server.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contract of connectors, with Postgres at both ends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresContractTest extends ConnectorContract {
  @TempDir private static Path databases;
  private PipelineFixture fixture;

  @BeforeAll
  void createDatabases() {
    fixture = new PipelineFixture("contract", databases);
  }

  @BeforeEach
  void clear() throws SQLException {
    fixture.source.execute("DROP SCHEMA public CASCADE", "CREATE SCHEMA public");
    fixture.destination.execute("DROP SCHEMA IF EXISTS raw CASCADE");
  }

  @Override
  protected Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  protected ContractPipeline ends() {
    return new ContractPipeline(
        "postgres",
        config(fixture.source, "public"),
        config(fixture.destination, "raw"),
        fixture.environment());
  }

  private static String config(TestDatabase database, String schema) {
    Endpoint endpoint = database.endpoint();
    return "host: \"%s\", port: %d, user: \"%s\", password: \"${WEIR_TEST_PASSWORD}\", database: \"%s\", schema: %s"
        .formatted(endpoint.host(), endpoint.port(), endpoint.user(), database.name(), schema);
  }

  @Override
  protected void store(String stream, List<Row> rows) throws SQLException {
    fixture.source.execute(
        "CREATE TABLE IF NOT EXISTS %s (id bigint NOT NULL, name text NOT NULL)".formatted(stream),
        "TRUNCATE " + stream);
    try (Connection connection = fixture.source.connect();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO %s VALUES (?, ?)".formatted(stream))) {
      for (Row row : rows) {
        insert.setLong(1, row.id());
        insert.setString(2, row.name());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  @Override
  protected List<Row> target(String stream) throws SQLException {
    if (!objects().contains("table " + stream)) {
      return List.of();
    }
    try (Connection connection = fixture.destination.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT id, name FROM raw." + stream)) {
      List<Row> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(new Row(result.getLong(1), result.getString(2)));
      }
      return rows;
    }
  }

  @Override
  protected List<String> objects() throws SQLException {
    return Sql.texts(
        fixture.destination,
        """
        SELECT CASE relkind WHEN 'r' THEN 'table ' ELSE 'index ' END || relname
          FROM pg_class WHERE relnamespace = to_regnamespace('raw') AND relkind IN ('r', 'i')
        UNION ALL
        SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname !~ '^pg_'
        ORDER BY 1
        """);
  }
}
