package dev.weir.rules.eql.evaluate;

import dev.weir.rules.eql.tree.EqlQuery.EventFilter;
import dev.weir.rules.eql.tree.Expression;
import dev.weir.rules.event.BatchRow;
import dev.weir.rules.event.EventReader;
import dev.weir.rules.schema.EventSchema;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The distinct conditions of all rules. Each is evaluated at most once for an event, or once for a
 * batch, whatever the number of rules that share it. Used by one thread.
 */
public final class ConditionPool {
  private final EventSchema schema;
  private final EvaluationMode mode;
  private final Map<Expression, Condition> conditions = new HashMap<>();
  private final Map<Expression, TruthFunction> closures = new HashMap<>();
  private @Nullable EventReader event;
  private @Nullable TreeEvaluator tree;
  private @Nullable ColumnEvaluator columns;
  private int row;

  /** Changes with each event; tells results of an earlier one. */
  private long stamp;

  private long evaluations;

  public ConditionPool(EventSchema schema, EvaluationMode mode) {
    this.schema = schema;
    this.mode = mode;
  }

  /** A condition that one or more rules use. */
  public final class Condition {
    private final Expression expression;
    private final TruthFunction closure;

    /** For events of these types users ask. */
    private final BitSet types = new BitSet();

    private long[] rows = {};
    private @Nullable ColumnEvaluator rowsOwner;
    private int users;
    private long resultStamp = -1;
    private boolean result;

    private Condition(Expression expression, TruthFunction closure) {
      this.expression = expression;
      this.closure = closure;
    }

    /**
     * Returns whether the condition is true, not null, for the current event, which is of a type of
     * one of the filters.
     */
    public boolean matches() {
      if (columns != null) {
        return (rows(columns)[row >>> TruthColumn.WORD_SHIFT] & (1L << row)) != 0;
      }
      if (resultStamp != stamp) {
        resultStamp = stamp;
        result = evaluate();
      }
      return result;
    }

    /**
     * Adds the rows of the batch for which the condition can be true to a bitmap, 64 rows a word:
     * those for which it is, if it is evaluated column by column, or else all.
     */
    public void addRows(long[] bitmap) {
      if (columns == null) {
        Arrays.fill(bitmap, -1L);
      } else {
        long[] matching = rows(columns);
        for (int word = 0; word < bitmap.length; word++) {
          bitmap[word] |= matching[word];
        }
      }
    }

    private boolean evaluate() {
      evaluations++;
      if (tree != null) {
        return tree.matches(expression);
      }
      if (event == null) {
        throw new IllegalStateException("There is no current event");
      }
      return closure.test(event) == TruthFunction.TRUE;
    }

    private long[] rows(ColumnEvaluator evaluator) {
      if (rowsOwner != evaluator) {
        evaluations++;
        rows = evaluator.matching(expression, types);
        rowsOwner = evaluator;
      }
      return rows;
    }
  }

  /** Returns the condition of a filter, to be released once for each call. */
  public Condition acquire(EventFilter filter) {
    Condition condition =
        conditions.computeIfAbsent(
            filter.condition(),
            added ->
                new Condition(added, closures.computeIfAbsent(added, ConditionCompiler::compile)));
    condition.types.set(filter.type());
    condition.users++;
    return condition;
  }

  /** Gives a condition back; the last user removes it. */
  public void release(Condition condition) {
    condition.users--;
    if (condition.users == 0) {
      conditions.remove(condition.expression);
      closures.clear();
    }
  }

  /** Makes an event the current one. */
  public void select(EventReader current) {
    event = current;
    tree = mode == EvaluationMode.TREE ? new TreeEvaluator(current) : null;
    columns = null;
    stamp++;
  }

  /** Begins a batch, whose rows become current by {@link #select(int)}. */
  public void begin(BatchRow batch) {
    select(batch);
    columns =
        mode == EvaluationMode.COLUMNS
            ? new ColumnEvaluator(batch, new TypeRows(schema, batch), closures)
            : null;
  }

  /** Makes a row of the batch the current event; the batch must be at that row. */
  public void select(int index) {
    row = index;
    stamp++;
  }

  /** Returns the number of distinct conditions. */
  public int size() {
    return conditions.size();
  }

  /** Returns how often a condition was evaluated, over an event or over a batch. */
  public long evaluations() {
    return evaluations;
  }
}
