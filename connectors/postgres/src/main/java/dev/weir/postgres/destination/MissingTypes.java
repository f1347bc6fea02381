package dev.weir.postgres.destination;

import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.postgres.catalog.TableShape;
import dev.weir.postgres.catalog.TableShape.UserType;
import dev.weir.postgres.sql.Identifiers;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.PostgresError;
import dev.weir.postgres.sql.SqlExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Field;

/** Types that a stream's columns need and the destination lacks. */
final class MissingTypes {
  private final PostgresConnection connection;
  private final TableShape shape;
  private final boolean create;
  private final Place place;

  /**
   * A look for types.
   *
   * @param shape tells how the source defines them
   * @param create whether they may be created
   */
  MissingTypes(PostgresConnection connection, TableShape shape, boolean create, Place place) {
    this.connection = connection;
    this.shape = shape;
    this.create = create;
    this.place = place;
  }

  /**
   * The types to create, in their order.
   *
   * @throws WeirException where one is missing and may not or cannot be created
   */
  List<UserType> find(List<Field> fields) {
    List<UserType> missing = new ArrayList<>();
    if (create) {
      shape.types().stream()
          .filter(type -> isMissing(Identifiers.quote(type.schema(), type.name())))
          .forEach(missing::add);
    }
    for (Field field : fields) {
      String type = TargetMatch.type(field, place.inColumn(field.getName()));
      if (isMissing(type) && !isMadeOf(type, missing)) {
        throw PostgresError.TYPE_MISSING.at(
            place.inColumn(field.getName()),
            "Column %s needs the type %s, which the destination lacks"
                .formatted(field.getName(), type));
      }
    }
    return missing;
  }

  private boolean isMissing(String type) {
    return connection.query("SELECT to_regtype(?) IS NULL", row -> row.getBoolean(1), type).get(0);
  }

  /** Whether it is one of the types, or an array of one. */
  private static boolean isMadeOf(String type, List<UserType> types) {
    String element = type.endsWith("[]") ? type.substring(0, type.length() - 2) : type;
    return types.stream().anyMatch(made -> displayed(made).equals(element.replace("\"", "")));
  }

  private static String displayed(UserType type) {
    return type.schema() + "." + type.name();
  }

  /** The statement that creates a type. */
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
              + checked(type.base(), type, place)
              + (type.notNull() ? " NOT NULL" : "")
              + type.parts().stream()
                  .map(check -> " " + checked(check, type, place))
                  .collect(Collectors.joining());
      default ->
          type.parts().stream()
              .map(attribute -> checked(attribute, type, place))
              .collect(Collectors.joining(", ", "CREATE TYPE " + name + " AS (", ")"));
    };
  }

  /** A definition comes from the other server; it must not be able to end the statement. */
  private static String checked(String definition, UserType type, Place place) {
    if (!SqlExpression.isClosed(definition)) {
      throw PostgresError.DEFINITION.at(
          place, "The source's definition of type %s is malformed".formatted(displayed(type)));
    }
    return definition;
  }
}
