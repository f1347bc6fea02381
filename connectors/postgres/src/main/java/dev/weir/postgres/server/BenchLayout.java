package dev.weir.postgres.server;

import dev.weir.postgres.sql.ServerAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The databases and schemas that the benchmark reads from and writes to. {@code weir-postgres
 * serve} creates them and passes them as variables to its other commands, to the hooks, and to the
 * SQL files and pipelines of the fixtures.
 */
record BenchLayout(Location source, Location destination) {
  /** The schema of the source where the benchmark has a database for it. */
  static final String SOURCE_SCHEMA = "public";

  /** The schema of the destination where the benchmark has a database for it. */
  static final String DESTINATION_SCHEMA = "raw";

  /** The layout on a server that is started for one run. */
  static final BenchLayout ON_OWN_SERVER =
      new BenchLayout(
          new Location("source", SOURCE_SCHEMA), new Location("destination", DESTINATION_SCHEMA));

  private static final String SOURCE = "WEIR_SOURCE";
  private static final String DESTINATION = "WEIR_DESTINATION";

  /** A schema of a database; both names have 1 to 63 bytes. */
  record Location(String database, String schema) {
    Location {
      if (!ServerAddress.isDatabase(database)) {
        throw new IllegalArgumentException("A database is " + ServerAddress.DATABASE_FORM + ".");
      }
      QualifiedTable.requireName(schema);
    }

    TableLocation table(String name) {
      return new TableLocation(database, new QualifiedTable(schema, name));
    }
  }

  /**
   * The layout that the variables of {@link #environment} name.
   *
   * @throws ServerException where they name none
   */
  static BenchLayout fromEnvironment(Map<String, String> environment) {
    return new BenchLayout(location(SOURCE, environment), location(DESTINATION, environment));
  }

  /** WEIR_SOURCE_DATABASE, WEIR_SOURCE_SCHEMA, and the same of WEIR_DESTINATION. */
  Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    put(environment, SOURCE, source);
    put(environment, DESTINATION, destination);
    return environment;
  }

  private static void put(Map<String, String> environment, String side, Location location) {
    environment.put(database(side), location.database());
    environment.put(schema(side), location.schema());
  }

  private static Location location(String side, Map<String, String> environment) {
    try {
      return new Location(
          environment.getOrDefault(database(side), ""), environment.getOrDefault(schema(side), ""));
    } catch (IllegalArgumentException e) {
      throw new ServerException(
          "%s and %s name no schema of a database; read them from the file that"
                  .formatted(database(side), schema(side))
              + " `weir-postgres serve --ready` writes.",
          e);
    }
  }

  private static String database(String side) {
    return side + "_DATABASE";
  }

  private static String schema(String side) {
    return side + "_SCHEMA";
  }
}
