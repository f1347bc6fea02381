package dev.weir.micro.rules;

import dev.weir.micro.Agreement;
import dev.weir.rules.eql.evaluate.ConditionPool;
import dev.weir.rules.eql.evaluate.ConditionPool.Condition;
import dev.weir.rules.eql.evaluate.EvaluationMode;
import dev.weir.rules.eql.grammar.EqlLexer;
import dev.weir.rules.eql.grammar.EqlParser;
import dev.weir.rules.eql.grammar.EqlParser.QueryContext;
import dev.weir.rules.eql.tree.EqlQuery;
import dev.weir.rules.eql.tree.EqlQuery.EventQuery;
import dev.weir.rules.eql.tree.EqlQuery.SequenceQuery;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;

/** Queries, what reads them, and the gate: what they mean. */
final class QueryContenders {
  private static final String EVENT =
      """
      process where process.name in ("powershell.exe", "pwsh.exe")
        and process.parent.name in~ ("winword.exe", "excel.exe", "outlook.exe")
        and process.command_line regex~ ".* -enc[a-z]* [a-z0-9+/=]{16,}"
        and not user.name == "user-7"
        and length(process.command_line) > 20 + 10
      """;

  private static final String SEQUENCE =
      """
      sequence by user.name with maxspan=5m
        [process where process.name == "powershell.exe" and process.id > 1024]
        [network where destination.port in (80, 443, 8080)] with runs=2
        ![file where file.extension == "log"]
        until [process where process.name == "logoff.exe"]
      """;

  private static final Duration MAXSPAN = Duration.ofMinutes(5);
  private static final Pattern ENCODED = Pattern.compile("(?is).* -enc[a-z]* [a-z0-9+/=]{16,}");
  private static final int LENGTH_BOUND = 30;
  private static final long SEED = 20_260_715;
  private static final int EVENTS = 2_000;

  private QueryContenders() {}

  static String text(QueryShape shape) {
    return switch (shape) {
      case EVENT -> EVENT;
      case SEQUENCE -> SEQUENCE;
    };
  }

  /** Returns the syntax tree of a query, by the generated parser alone. */
  static QueryContext parse(String text) {
    EqlLexer lexer = new EqlLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    EqlParser parser = new EqlParser(new CommonTokenStream(lexer));
    parser.removeErrorListeners();
    return parser.query();
  }

  /** Returns the query, parsed, checked against the schema and folded. */
  static EqlQuery compile(String text) {
    return RuleFields.compile(text);
  }

  /** Compiles the condition of a query to closures, and gives them back. */
  static Condition acquire(ConditionPool pool, EventQuery query) {
    Condition condition = pool.acquire(query.filter());
    pool.release(condition);
    return condition;
  }

  /**
   * Passes if a syntax tree and a query are those of a shape.
   *
   * @throws IllegalStateException if they are not
   */
  static void check(QueryShape shape, QueryContext tree, EqlQuery query) {
    boolean isSequence = shape == QueryShape.SEQUENCE;
    Agreement.requireEqual("the parser", "the error of the syntax", null, tree.exception);
    Agreement.requireEqual(
        "the parser", "whether there is a sequence", isSequence, tree.sequence() != null);
    if (isSequence) {
      SequenceQuery sequence = (SequenceQuery) query;
      Agreement.requireEqual("the parser", "the steps", 3, tree.sequence().step().size());
      Agreement.requireEqual(
          "the compiler",
          "which steps are missing events",
          List.of(false, false, false, true),
          sequence.steps().stream().map(EqlQuery.Step::missing).toList());
      Agreement.requireEqual(
          "the compiler", "maxspan", OptionalLong.of(MAXSPAN.toNanos()), sequence.maxspanNanos());
      Agreement.requireEqual("the compiler", "until", true, sequence.until().isPresent());
    } else {
      checkMatches((EventQuery) query, QueryContenders::matchesByJava);
    }
  }

  /** Passes if a query matches what another predicate matches. */
  static void checkMatches(EventQuery query, Predicate<StartedProcess> expected) {
    ConditionPool pool = new ConditionPool(RuleFields.SCHEMA, EvaluationMode.CLOSURES);
    Condition condition = pool.acquire(query.filter());
    SplittableRandom random = new SplittableRandom(SEED);
    int matches = 0;
    for (int i = 0; i < EVENTS; i++) {
      StartedProcess start = StartedProcess.any(random);
      pool.select(start.event(i));
      Agreement.requireEqual(
          "the compiler",
          "whether " + start + " matches",
          expected.test(start),
          condition.matches());
      matches += condition.matches() ? 1 : 0;
    }
    Agreement.require(matches > 0, "none of the gate's events matches");
  }

  static boolean matchesByJava(StartedProcess start) {
    String parent = start.parent().toLowerCase(Locale.ROOT);
    return List.of("powershell.exe", "pwsh.exe").contains(start.name())
        && List.of("winword.exe", "excel.exe", "outlook.exe").contains(parent)
        && ENCODED.matcher(start.commandLine()).matches()
        && !start.user().equals("user-7")
        && start.commandLine().length() > LENGTH_BOUND;
  }
}
