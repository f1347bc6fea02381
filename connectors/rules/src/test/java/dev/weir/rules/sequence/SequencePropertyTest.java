package dev.weir.rules.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.rules.ConformanceCase;
import dev.weir.rules.QueryRun;
import dev.weir.rules.eql.evaluate.EvaluationMode;
import dev.weir.rules.eql.parse.EqlCompiler;
import dev.weir.rules.eql.parse.EqlException;
import dev.weir.rules.eql.tree.EqlQuery.SequenceQuery;
import dev.weir.rules.event.Event;
import dev.weir.rules.event.EventBuilder;
import dev.weir.rules.schema.EventSchema;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The matcher against all subsequences of random streams, for random sequences. */
class SequencePropertyTest {
  private static final EventSchema SCHEMA = ConformanceCase.schema();
  private static final long NANOS = 1_000_000_000;

  /**
   * An event of a stream.
   *
   * @param gap seconds since the one before
   * @param key a or b; empty for null
   */
  record Tick(int gap, int value, String key, boolean network) {}

  @Property(tries = 4_000)
  void matcher_isEqualToTheFilteredSubsequences(
      @ForAll("queries") String text, @ForAll("streams") List<Tick> stream) throws EqlException {
    SequenceQuery query = (SequenceQuery) EqlCompiler.compile(text, SCHEMA);
    List<Event> events = events(stream);

    assertThat(new QueryRun(SCHEMA, EvaluationMode.CLOSURES).matches(query, events))
        .as(text)
        .containsExactlyInAnyOrderElementsOf(new NaiveMatcher(SCHEMA, query, events).matches());
  }

  @Provide
  Arbitrary<String> queries() {
    Arbitrary<List<String>> steps =
        step()
            .list()
            .ofMinSize(3)
            .ofMaxSize(5)
            .filter(list -> list.stream().anyMatch(step -> step.startsWith("[")));
    Arbitrary<String> by = Arbitraries.of("", " by k", " by ?k");
    Arbitrary<Integer> maxspan = Arbitraries.integers().between(1, 12);
    Arbitrary<String> until =
        condition()
            .map(condition -> " until [any where " + condition + "]")
            .optional(0.3)
            .map(s -> s.orElse(""));
    return Combinators.combine(by, maxspan, steps, until).as(SequencePropertyTest::query);
  }

  private static String query(String by, int maxspan, List<String> steps, String until) {
    boolean isUnbounded = maxspan > 8 && steps.stream().noneMatch(step -> step.startsWith("!"));
    String with = isUnbounded ? "" : " with maxspan=" + maxspan + "s";
    return "sequence" + by + with + " " + String.join(" ", steps) + until;
  }

  private static Arbitrary<String> step() {
    Arbitrary<String> sign =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.just("")), Tuple.of(1, Arbitraries.just("!")));
    Arbitrary<String> type = Arbitraries.of("any", "any", "any", "network");
    Arbitrary<String> runs = Arbitraries.of("", "", "", " with runs=2");
    return Combinators.combine(sign, type, condition(), runs)
        .as(
            (missing, name, condition, with) ->
                missing
                    + "["
                    + name
                    + " where "
                    + condition
                    + "]"
                    + (missing.isEmpty() ? with : ""));
  }

  private static Arbitrary<String> condition() {
    return Arbitraries.of("i == 1", "i == 2", "i == 3", "i <= 2", "i >= 2", "true");
  }

  @Provide
  Arbitrary<List<Tick>> streams() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(1, 4),
            Arbitraries.of("a", "a", "b", ""),
            Arbitraries.of(true, false))
        .as(Tick::new)
        .list()
        .ofMaxSize(11);
  }

  private static List<Event> events(List<Tick> stream) {
    List<Event> events = new ArrayList<>();
    long nanos = 0;
    for (Tick tick : stream) {
      nanos += tick.gap() * NANOS;
      EventBuilder event =
          new EventBuilder(SCHEMA)
              .type(SCHEMA.type(tick.network() ? "network" : "process").orElseThrow().id())
              .times(nanos, nanos)
              .entity(0, events.size())
              .i64(SCHEMA.field("i").orElseThrow().id(), tick.value());
      if (!tick.key().isEmpty()) {
        event.text(SCHEMA.field("k").orElseThrow().id(), tick.key());
      }
      events.add(event.build());
    }
    return events;
  }
}
