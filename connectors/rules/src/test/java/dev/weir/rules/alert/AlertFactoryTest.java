package dev.weir.rules.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.rules.engine.RuleMatch;
import dev.weir.rules.eql.parse.EqlCompiler;
import dev.weir.rules.eql.parse.EqlException;
import dev.weir.rules.event.EventBuilder;
import dev.weir.rules.rule.Rule;
import dev.weir.rules.rule.RuleLogic;
import dev.weir.rules.rule.RuleMode;
import dev.weir.rules.rule.Severity;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.FieldType;
import dev.weir.rules.sequence.CapturedFields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keys and ids of alerts. */
class AlertFactoryTest {
  private static final EventSchema SCHEMA = schema();

  /** Of which JDK 17 prints 1.9999999999999998E23. */
  private static final double LARGE = Double.parseDouble("2e23");

  private static EventSchema schema() {
    EventSchema.Builder builder = EventSchema.builder();
    builder.field("f", FieldType.F64);
    builder.field("floats", FieldType.F64_ARRAY);
    builder.field("texts", FieldType.STRING_ARRAY);
    return builder.build();
  }

  private static Alert alert(String entityKey, List<String> texts) throws EqlException {
    String query = "any where true";
    Rule rule =
        new Rule(
            "r",
            "r",
            Severity.LOW,
            RuleMode.ALERT,
            new RuleLogic.Query(query, EqlCompiler.compile(query, SCHEMA)),
            Map.of(),
            List.of(),
            List.of());
    byte[] event =
        new CapturedFields(SCHEMA)
            .encode(
                new EventBuilder(SCHEMA)
                    .type(0)
                    .times(1, 2)
                    .entity(0, 0)
                    .f64(1, LARGE)
                    .array(2, FieldType.F64_ARRAY, List.of(LARGE, 1.5))
                    .array(3, FieldType.STRING_ARRAY, texts)
                    .build());
    return new AlertFactory(SCHEMA, Optional.of(entityKey))
        .alert(new RuleMatch(rule, List.of(), List.of(event)));
  }

  @Test
  void alert_floats_haveTheSameTextInEachJdk() throws EqlException {
    assertThat(alert("f", List.of()).key()).isEqualTo("2.0E23");
    assertThat(alert("floats", List.of()).key()).isEqualTo("[2.0E23, 1.5]");
    assertThat(alert("f", List.of()).id()).isEqualTo("1a89d45eb98b01f8d47aa2a0f7c58719");
  }

  @Test
  void alert_arraysThatPrintAlike_haveDistinctIds() throws EqlException {
    assertThat(alert("f", List.of("a, b")).id()).isNotEqualTo(alert("f", List.of("a", "b")).id());
  }
}
