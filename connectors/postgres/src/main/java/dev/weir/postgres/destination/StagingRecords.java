package dev.weir.postgres.destination;

import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.ServerWait;
import java.util.List;

/**
 * The table that records staging tables of loads in several sessions, so that the next run of the
 * pipeline can drop those that a crash leaves.
 */
final class StagingRecords {
  static final String NAME = "_weir_staging";

  /** Prefix of the names of staging tables. */
  static final String PREFIX = "_weir_stage_";

  private final PostgresConnection connection;
  private final String schema;
  private final String table;

  StagingRecords(PostgresConnection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
    this.table = Identifiers.quote(schema, NAME);
  }

  /** Returns the name of the staging table of a load: at most 57 bytes. */
  static String tableName(String loadId, String stream) {
    return PREFIX + loadId + "_" + String.format("%08x", stream.hashCode());
  }

  /** Creates the table. */
  void create() {
    connection.execute(
        "CREATE TABLE IF NOT EXISTS "
            + table
            + " (table_name text PRIMARY KEY, pipeline text NOT NULL, load_id text NOT NULL,"
            + " stream text NOT NULL, created_at timestamptz NOT NULL DEFAULT clock_timestamp())");
  }

  /** Records a staging table in the transaction that creates it. */
  void add(String name, String pipeline, String loadId, String stream) {
    connection.query(
        "INSERT INTO "
            + table
            + " (table_name, pipeline, load_id, stream) VALUES (?, ?, ?, ?) RETURNING 1",
        row -> 1,
        name,
        pipeline,
        loadId,
        stream);
  }

  /** Deletes a record in the transaction that drops or renames the staging table. */
  void remove(String name) {
    connection.query("DELETE FROM " + table + " WHERE table_name = ? RETURNING 1", row -> 1, name);
  }

  /** Drops the staging tables of earlier runs of a pipeline. */
  void sweep(String pipeline) {
    List<String> names =
        connection.query(
            "DELETE FROM " + table + " WHERE pipeline = ? RETURNING table_name",
            row -> row.getString(1),
            pipeline);
    for (String name : names) {
      if (name.startsWith(PREFIX)) {
        connection.execute(
            ServerWait.COMMIT,
            connection.place(),
            "DROP TABLE IF EXISTS " + Identifiers.quote(schema, name));
      }
    }
    connection.commit();
  }
}
