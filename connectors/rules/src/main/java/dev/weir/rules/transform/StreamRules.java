package dev.weir.rules.transform;

import dev.weir.rules.rule.RuleSet;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.Field;
import java.util.List;

/**
 * The rules over the rows of a stream.
 *
 * @param rules whose schema begins with the fields of the columns
 */
record StreamRules(StreamColumns columns, RuleSet rules) {
  EventSchema schema() {
    return rules.schema();
  }

  /** Returns the fields that come from the payload. */
  List<Field> payloadFields() {
    List<Field> fields = schema().fields();
    return fields.subList(columns.schema().fields().size(), fields.size());
  }
}
