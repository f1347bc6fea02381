package dev.weir.rules.transform;

import dev.weir.core.batch.ColumnMetadata;
import dev.weir.core.config.NearMiss;
import dev.weir.rules.event.BatchColumns;
import dev.weir.rules.rule.RulesError;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The columns of a stream as fields of events.
 *
 * @param schema one field for each column that rules see, without event types
 */
record StreamColumns(EventSchema schema) {
  private static final String TEXT = "text";

  /**
   * Returns the columns that a configuration chooses.
   *
   * @throws dev.weir.core.error.WeirException with all columns that are missing or of another type
   */
  static StreamColumns of(RulesConfig config, Schema input) {
    List<String> problems = new ArrayList<>();
    Checks checks = new Checks(input, problems);
    checks.column(
        "time", config.time(), TimeColumn::isPossible, "a timestamp, an integer or " + TEXT);
    config.type().ifPresent(name -> checks.column("type", name, StreamColumns::isText, TEXT));
    if (config.payload().isEmpty()) {
      config.key().ifPresent(name -> checks.column("key", name, column -> true, ""));
    }
    config
        .payload()
        .ifPresent(name -> checks.column("payload", name, StreamColumns::isText, "json or jsonb"));
    config.columns().forEach(name -> checks.column("columns", name, column -> true, ""));
    if (!problems.isEmpty()) {
      throw RulesError.COLUMNS
          .at("The columns of the stream do not fit the transform")
          .withExcerpt(problems);
    }
    return new StreamColumns(schema(config, input));
  }

  private static EventSchema schema(RulesConfig config, Schema input) {
    EventSchema.Builder builder = EventSchema.builder();
    for (Field column : input.getFields()) {
      String name = column.getName();
      boolean isChosen = config.columns().isEmpty() || config.columns().contains(name);
      if (isChosen || config.key().equals(Optional.of(name))) {
        add(builder, column);
      }
    }
    return builder.build();
  }

  private static void add(EventSchema.Builder builder, Field column) {
    Optional<FieldType> type = BatchColumns.type(column);
    if (type.isPresent() && isPath(column.getName())) {
      builder.field(column.getName(), type.get());
    } else {
      builder.unreadable(
          column.getName(),
          column
              .getMetadata()
              .getOrDefault(ColumnMetadata.POSTGRES_TYPE, String.valueOf(column.getType())));
    }
  }

  private static boolean isPath(String name) {
    return !List.of(name.split("\\.", -1)).contains("");
  }

  private static boolean isText(Field column) {
    return column.getType() instanceof ArrowType.Utf8;
  }

  /** Checks what the configuration names. */
  private record Checks(Schema input, List<String> problems) {
    void column(String key, String name, Predicate<Field> test, String allowed) {
      List<String> names = input.getFields().stream().map(Field::getName).toList();
      Optional<Field> column =
          input.getFields().stream().filter(field -> field.getName().equals(name)).findFirst();
      if (column.isEmpty()) {
        problems.add(
            "%s: the stream has no column %s; %s"
                .formatted(
                    key,
                    NearMiss.quote(name),
                    NearMiss.of(name, names)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("its columns are " + String.join(", ", names))));
      } else if (!test.test(column.get())) {
        problems.add(
            "%s: the column %s has the type %s; allowed: %s"
                .formatted(key, name, column.get().getType(), allowed));
      }
    }
  }
}
