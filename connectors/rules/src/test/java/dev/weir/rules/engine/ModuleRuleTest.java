package dev.weir.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.unit.ByteSize;
import dev.weir.rules.eql.evaluate.EvaluationMode;
import dev.weir.rules.event.Event;
import dev.weir.rules.event.EventBuilder;
import dev.weir.rules.rule.Rule;
import dev.weir.rules.rule.RuleLogic;
import dev.weir.rules.rule.RuleMode;
import dev.weir.rules.rule.RuleSettings;
import dev.weir.rules.rule.Severity;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.EventType;
import dev.weir.rules.schema.FieldType;
import dev.weir.rules.wasm.PredicateModule;
import dev.weir.rules.wasm.WasmBounds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules whose modules fail; what they do by the value of n is in behaviours.wat. */
class ModuleRuleTest {
  private static final int MATCH = 1;
  private static final int TRAP = 4;
  private static final int ENDLESS_LOOP = 5;
  private static final EventSchema SCHEMA = schema();

  private final RuleEngine engine =
      new RuleEngine(SCHEMA, EvaluationMode.CLOSURES, RuleSettings.DEFAULT);
  private int matches;

  private static EventSchema schema() {
    EventSchema.Builder builder = EventSchema.builder();
    builder.type("process");
    builder.field("n", FieldType.I64);
    return builder.build();
  }

  private static Rule rule(String id, int type) throws IOException {
    Path file = Path.of("src", "test", "resources", "wasm", "behaviours.wasm");
    WasmBounds bounds =
        new WasmBounds(ByteSize.ofMb(1), ByteSize.ofMb(1), Duration.ofMillis(200), 1);
    return new Rule(
        id,
        id,
        Severity.LOW,
        RuleMode.ALERT,
        new RuleLogic.Module(type, PredicateModule.read(file, bounds)),
        Map.of(),
        List.of(),
        List.of());
  }

  @BeforeEach
  void load() throws IOException {
    engine.load(rule("module", EventType.ANY));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void process(int type, int n, int times) {
    Event event = new EventBuilder(SCHEMA).type(type).times(0, 0).entity(0, 0).i64(1, n).build();
    for (int i = 0; i < times; i++) {
      engine.process(event, match -> matches++);
    }
  }

  @Test
  void process_failuresBelowTheLimit_areNoMatchesAndTold() {
    process(0, TRAP, ModuleRule.FAILURES_MAX - 1);
    process(0, MATCH, 3);

    assertThat(matches).isEqualTo(3);
    assertThat(engine.notes())
        .containsExactly(
            "9 evaluations of the rule module failed and count as no match; the first failure: The"
                + " predicate behaviours.wasm trapped: Trapped on unreachable instruction");
  }

  @Test
  void process_endlessLoops_disableTheRule() {
    process(0, ENDLESS_LOOP, ModuleRule.FAILURES_MAX);
    process(0, ENDLESS_LOOP, 1_000);
    process(0, MATCH, 1);

    assertThat(matches).isZero();
    assertThat(engine.notes())
        .containsExactly(
            "the rule module is disabled after 10 failed evaluations and has missed 1001 events;"
                + " the first failure: The predicate behaviours.wasm was stopped: its evaluation"
                + " took more than 200 ms; bound its loops, or raise the limit");
  }

  @Test
  void process_typeOfTheRule_isAskedOnly() throws IOException {
    engine.load(rule("processes", 1));

    process(0, MATCH, 5);
    process(1, MATCH, 2);

    assertThat(engine.matches()).isEqualTo(Map.of("module", 7L, "processes", 2L));
  }

  @Test
  void unload_module_stopsIt() {
    engine.unload("module");
    process(0, MATCH, 1);

    assertThat(matches).isZero();
    assertThat(engine.notes()).isEmpty();
  }
}
