package dev.weir.postgres.server;

import dev.weir.postgres.server.BenchLayout.Location;
import dev.weir.postgres.server.MarkedObject.Kind;
import dev.weir.postgres.sql.Identifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What one run creates on a server that it did not start, from its creation to its removal. */
final class RunObjects {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";
  private static final String DUPLICATE_DATABASE = "42P04";
  private static final String DUPLICATE_SCHEMA = "42P06";

  private final Databases databases;
  private final RunNames names;

  /** In the order of their creation. */
  private final List<MarkedObject> created = new ArrayList<>();

  RunObjects(Databases databases, RunNames names) {
    this.databases = databases;
    this.names = names;
  }

  /**
   * Creates two databases, or two schemas of the maintenance database where the role may not create
   * databases.
   *
   * @throws ServerException where the role may create neither, or a name is taken
   */
  BenchLayout create() {
    if (!create(Kind.DATABASE)) {
      if (!create(Kind.SCHEMA)) {
        throw noRight();
      }
      return new BenchLayout(
          new Location(databases.maintenance(), names.source()),
          new Location(databases.maintenance(), names.destination()));
    }
    databases.createSchema(names.destination(), BenchLayout.DESTINATION_SCHEMA);
    return new BenchLayout(
        new Location(names.source(), BenchLayout.SOURCE_SCHEMA),
        new Location(names.destination(), BenchLayout.DESTINATION_SCHEMA));
  }

  /** Whether the role may create objects of that kind; if so, both of them are created. */
  private boolean create(Kind kind) {
    return create(new MarkedObject(kind, names.source()))
        && create(new MarkedObject(kind, names.destination()));
  }

  private boolean create(MarkedObject object) {
    try (Connection connection = databases.connect();
        Statement statement = connection.createStatement()) {
      // Never IF NOT EXISTS: only what this very statement has created is used, and dropped later.
      statement.execute(object.createStatement());
      created.add(object);
      statement.execute(object.markStatement());
      return true;
    } catch (SQLException e) {
      if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
        return false;
      }
      throw creating(object, e);
    }
  }

  /**
   * Drops what was created, the last one first; all of it, also where one cannot be dropped.
   *
   * @throws ServerException where something is left
   */
  void drop() {
    Optional<SQLException> failure = Optional.empty();
    List<MarkedObject> left = new ArrayList<>();
    for (int i = created.size() - 1; i >= 0; i--) {
      MarkedObject object = created.get(i);
      try (Connection connection = databases.endpoint().connect(databases.maintenance());
          Statement statement = connection.createStatement()) {
        statement.execute(object.dropStatement());
      } catch (SQLException e) {
        left.add(object);
        failure = Optional.of(e);
      }
    }
    created.clear();
    if (failure.isPresent()) {
      throw dropping(left, failure.get());
    }
  }

  private ServerException creating(MarkedObject object, SQLException e) {
    String what = "%s %s".formatted(object.kind().text(), object.name());
    if (DUPLICATE_DATABASE.equals(e.getSQLState()) || DUPLICATE_SCHEMA.equals(e.getSQLState())) {
      return new ServerException(
          "There already is a %s at %s; it is neither used nor dropped. Run again to use another name."
              .formatted(what, databases.endpoint()),
          e);
    }
    return new ServerException(
        "The %s could not be created at %s: %s."
            .formatted(what, databases.endpoint(), ServerErrors.firstLine(e)),
        e);
  }

  private ServerException noRight() {
    String role = Identifiers.quote(databases.endpoint().user());
    return new ServerException(
        "%s may create neither databases nor schemas in the database %s; give the role one of the two"
                .formatted(databases.endpoint(), databases.maintenance())
            + " rights: ALTER ROLE %s CREATEDB, or GRANT CREATE ON DATABASE %s TO %s."
                .formatted(role, Identifiers.quote(databases.maintenance()), role));
  }

  private ServerException dropping(List<MarkedObject> left, SQLException e) {
    return new ServerException(
        "%s could not be dropped at %s (%s); run, in the database %s: %s"
            .formatted(
                left.stream().map(MarkedObject::name).collect(Collectors.joining(", ")),
                databases.endpoint(),
                ServerErrors.firstLine(e),
                databases.maintenance(),
                MarkedObject.dropStatements(left)),
        e);
  }
}
