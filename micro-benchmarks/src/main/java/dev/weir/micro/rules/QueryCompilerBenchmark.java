package dev.weir.micro.rules;

import dev.weir.micro.TimePerOperation;
import dev.weir.rules.eql.evaluate.ConditionPool;
import dev.weir.rules.eql.evaluate.EvaluationMode;
import dev.weir.rules.eql.tree.EqlQuery;
import dev.weir.rules.eql.tree.EqlQuery.EventQuery;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What does it cost to read a query, and how much of that is the generated parser?
 *
 * <p>Compare, at equal {@code shape}, {@code compileQuery}, whose result is checked against the
 * registry and folded, with {@code parseQuery}, the parser alone. {@code compileCondition} makes
 * closures of a checked query of single events, its patterns compiled.
 *
 * <pre>
 * java -jar target/benchmarks.jar QueryCompiler
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"})
public class QueryCompilerBenchmark extends TimePerOperation {

  @Benchmark
  public Object parseQuery(Query query) {
    return QueryContenders.parse(query.text);
  }

  @Benchmark
  public EqlQuery compileQuery(Query query) {
    return QueryContenders.compile(query.text);
  }

  @Benchmark
  public Object compileCondition(Checked checked) {
    return QueryContenders.acquire(checked.pool, checked.query);
  }

  /** A text that the parser and the compiler have read alike. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public static class Query {
    @Param public QueryShape shape;

    String text;

    /** Holds the parser and the compiler to the gate. */
    @Setup
    public void open() {
      text = QueryContenders.text(shape);
      QueryContenders.check(shape, QueryContenders.parse(text), QueryContenders.compile(text));
    }
  }

  /** A checked query of single events. */
  @State(Scope.Thread)
  public static class Checked {
    final ConditionPool pool = new ConditionPool(RuleFields.SCHEMA, EvaluationMode.CLOSURES);
    final EventQuery query =
        (EventQuery) QueryContenders.compile(QueryContenders.text(QueryShape.EVENT));

    /** Holds its closures to the gate. */
    @Setup
    public void open() {
      QueryContenders.checkMatches(query, QueryContenders::matchesByJava);
    }
  }
}
