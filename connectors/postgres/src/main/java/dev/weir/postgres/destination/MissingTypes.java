package dev.weir.postgres.destination;

import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.postgres.catalog.TableDefinition;
import dev.weir.postgres.catalog.TableDefinition.UserType;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.PostgresError;
import dev.weir.postgres.sql.SqlExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Field;

/** Finds and creates types of a stream's columns that do not exist in the destination. */
final class MissingTypes {
  private final PostgresConnection connection;
  private final TableDefinition definition;
  private final boolean create;
  private final Place place;

  /**
   * Creates a finder.
   *
   * @param definition contains the types of the source
   * @param create whether {@code create_types} is set
   */
  MissingTypes(
      PostgresConnection connection, TableDefinition definition, boolean create, Place place) {
    this.connection = connection;
    this.definition = definition;
    this.create = create;
    this.place = place;
  }

  /**
   * Returns the types to create, in this order.
   *
   * @throws WeirException if a type is missing and cannot be created
   */
  List<UserType> find(List<Field> fields) {
    List<UserType> missing = new ArrayList<>();
    if (create) {
      definition.types().stream()
          .filter(type -> isMissing(Identifiers.quote(type.schema(), type.name())))
          .forEach(missing::add);
    }
    for (Field field : fields) {
      String type = ColumnMapping.type(field, place.inColumn(field.getName()));
      if (isMissing(type) && !includes(missing, type)) {
        throw PostgresError.TYPE_MISSING.at(
            place.inColumn(field.getName()),
            "Column %s requires type %s, which does not exist in the destination"
                .formatted(field.getName(), type));
      }
    }
    return missing;
  }

  private boolean isMissing(String type) {
    return connection.query("SELECT to_regtype(?) IS NULL", row -> row.getBoolean(1), type).get(0);
  }

  /** Returns whether the types include a type or, if it is an array type, its element type. */
  private static boolean includes(List<UserType> types, String name) {
    String element = name.endsWith("[]") ? name.substring(0, name.length() - 2) : name;
    return types.stream().anyMatch(type -> display(type).equals(element.replace("\"", "")));
  }

  private static String display(UserType type) {
    return type.schema() + "." + type.name();
  }

  /** Returns the CREATE statement of a type. */
  static String createStatement(UserType type, Place place) {
    String name = Identifiers.quote(type.schema(), type.name());
    return switch (type.kind()) {
      case "e" ->
          type.parts().stream()
              .map(Identifiers::literal)
              .collect(Collectors.joining(", ", "CREATE TYPE " + name + " AS ENUM (", ")"));
      case "d" ->
          "CREATE DOMAIN "
              + name
              + " AS "
              + requireSelfContained(type.base(), type, place)
              + (type.notNull() ? " NOT NULL" : "")
              + type.parts().stream()
                  .map(check -> " " + requireSelfContained(check, type, place))
                  .collect(Collectors.joining());
      default ->
          type.parts().stream()
              .map(attribute -> requireSelfContained(attribute, type, place))
              .collect(Collectors.joining(", ", "CREATE TYPE " + name + " AS (", ")"));
    };
  }

  /** Checks a definition from the source, which must not end the statement. */
  private static String requireSelfContained(String definition, UserType type, Place place) {
    if (!SqlExpression.isSelfContained(definition)) {
      throw PostgresError.DEFINITION.at(
          place, "The definition of type %s from the source is malformed".formatted(display(type)));
    }
    return definition;
  }
}
