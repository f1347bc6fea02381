package dev.weir.rules.eql.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.rules.ConformanceCase;
import dev.weir.rules.QueryRun;
import dev.weir.rules.eql.parse.EqlCompiler;
import dev.weir.rules.eql.parse.EqlException;
import dev.weir.rules.eql.tree.EqlQuery;
import dev.weir.rules.event.Event;
import dev.weir.rules.event.EventBuilder;
import dev.weir.rules.schema.EventSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The three evaluations agree on conditions and events at random, over several words of rows. */
class EvaluationModesTest {
  private static final EventSchema SCHEMA = ConformanceCase.schema();
  private static final int DEPTH = 3;
  private static final int OPERANDS_MAX = 3;

  /** Parts with and without a kernel, with constants that few events have, and most. */
  private static final List<String> PARTS =
      List.of(
          "i == 1",
          "i != 1",
          "2 > i",
          "i in (0, 2, 5)",
          "i + 1 > 2",
          "u in (1, 18446744073709551615)",
          "f >= 0.5",
          "f in (0.5, 1)",
          "b",
          "b == false",
          "b != true",
          "i == null",
          "s != null",
          "s == \"a\"",
          "s in (\"a\", \"10.1.2.3\")",
          "s not in (\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\", \"10.1.2.3\")",
          "s : \"1*\"",
          "startsWith(s, \"1\")",
          "startsWith(\"10.1\", s)",
          "endsWith~(s, \"B\")",
          "endsWith(s, \".3\")",
          "stringContains(s, \".1.\")",
          "stringContains~(s, \"A\")",
          "cidrMatch(s, \"10.0.0.0/8\")",
          "cidrMatch(s, \"::1/128\", \"10.1.0.0/16\")",
          "length(s) > 1",
          "s < \"b\"",
          "true",
          "null == i");

  @Property(tries = 500)
  void matches_areTheSame(@ForAll long seed) throws EqlException {
    SplittableRandom random = new SplittableRandom(seed);
    String type = List.of("any", "process", "network").get(random.nextInt(3));
    EqlQuery query = EqlCompiler.compile(type + " where " + condition(random, DEPTH), SCHEMA);
    List<Event> events = events(random, random.nextInt(1, 200));

    List<List<Integer>> byTree = new QueryRun(SCHEMA, EvaluationMode.TREE).matches(query, events);

    assertThat(new QueryRun(SCHEMA, EvaluationMode.CLOSURES).matches(query, events))
        .isEqualTo(byTree);
    assertThat(new QueryRun(SCHEMA, EvaluationMode.COLUMNS).matches(query, events))
        .isEqualTo(byTree);
  }

  private static String condition(SplittableRandom random, int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(4);
    return switch (kind) {
      case 1 -> "not (" + condition(random, depth - 1) + ")";
      case 2 -> operands(random, depth, " and ");
      case 3 -> operands(random, depth, " or ");
      default -> PARTS.get(random.nextInt(PARTS.size()));
    };
  }

  private static String operands(SplittableRandom random, int depth, String operator) {
    return IntStream.rangeClosed(1, random.nextInt(2, OPERANDS_MAX + 1))
        .mapToObj(i -> "(" + condition(random, depth - 1) + ")")
        .collect(Collectors.joining(operator));
  }

  /** Each field is missing in a quarter of the events, and the float is NaN in some. */
  private static List<Event> events(SplittableRandom random, int count) {
    List<Event> events = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      EventBuilder event =
          new EventBuilder(SCHEMA).type(random.nextInt(6)).times(n, n).entity(0, n);
      if (random.nextInt(4) > 0) {
        event.i64(id("i"), random.nextInt(4));
      }
      if (random.nextInt(4) > 0) {
        event.u64(id("u"), random.nextInt(3) - 1);
      }
      if (random.nextInt(4) > 0) {
        event.f64(id("f"), List.of(Double.NaN, 0.0, 0.5, 1.0).get(random.nextInt(4)));
      }
      if (random.nextInt(4) > 0) {
        event.bool(id("b"), random.nextBoolean());
      }
      if (random.nextInt(4) > 0) {
        event.text(id("s"), List.of("", "a", "b", "1", "10.1.2.3").get(random.nextInt(5)));
      }
      events.add(event.build());
    }
    return events;
  }

  private static int id(String field) {
    return SCHEMA.field(field).orElseThrow().id();
  }
}
