package dev.weir.rules.eql.evaluate;

import dev.weir.rules.eql.tree.Expression;
import dev.weir.rules.eql.tree.Expression.And;
import dev.weir.rules.eql.tree.Expression.Comparison;
import dev.weir.rules.eql.tree.Expression.FieldRead;
import dev.weir.rules.eql.tree.Expression.Literal;
import dev.weir.rules.eql.tree.Expression.Membership;
import dev.weir.rules.eql.tree.Expression.Not;
import dev.weir.rules.eql.tree.Expression.Or;
import dev.weir.rules.eql.tree.Expression.Presence;
import dev.weir.rules.eql.tree.Relation;
import dev.weir.rules.event.BatchRow;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.arrow.vector.FieldVector;

/**
 * Evaluates conditions over one batch. A part of a condition that has a kernel is evaluated once,
 * for all rows and all rules that share it; one that has none by its closure, for the rows that the
 * other parts leave: a closure costs as much as a kernel over tens of rows.
 */
final class ColumnEvaluator {
  private final BatchRow batch;
  private final TypeRows types;
  private final Map<Expression, TruthFunction> closures;

  /** Empty for what has no kernel. */
  private final Map<Expression, Optional<TruthColumn>> columns = new HashMap<>();

  /**
   * Creates an evaluator of one batch.
   *
   * @param closures of conditions, which are kept from batch to batch
   */
  ColumnEvaluator(BatchRow batch, TypeRows types, Map<Expression, TruthFunction> closures) {
    this.batch = batch;
    this.types = types;
    this.closures = closures;
  }

  /**
   * Returns the rows for which a condition is true, as a bitmap of 64 rows a word.
   *
   * @param queried the event types of the rows that are evaluated
   */
  long[] matching(Expression condition, BitSet queried) {
    return matching(condition, types.matching(queried));
  }

  /** The truth of an operand that is false or null makes no difference to what is true. */
  private long[] matching(Expression condition, long[] asked) {
    if (condition instanceof And and) {
      return conjunction(and.operands(), asked);
    }
    if (condition instanceof Or or) {
      return disjunction(or.operands(), asked);
    }
    return column(condition)
        .map(column -> column.trueRows(asked))
        .orElseGet(() -> byRow(condition, asked));
  }

  private long[] conjunction(List<Expression> operands, long[] asked) {
    long[] left = asked;
    List<Expression> withoutKernel = new ArrayList<>();
    for (Expression operand : operands) {
      Optional<TruthColumn> column = isEmpty(left) ? Optional.empty() : column(operand);
      if (column.isPresent()) {
        left = column.get().trueRows(left);
      } else {
        withoutKernel.add(operand);
      }
    }
    for (Expression operand : withoutKernel) {
      left = isEmpty(left) ? left : matching(operand, left);
    }
    return left;
  }

  private long[] disjunction(List<Expression> operands, long[] asked) {
    long[] found = new long[asked.length];
    long[] left = asked.clone();
    for (Expression operand : operands) {
      long[] matching = matching(operand, left);
      for (int word = 0; word < left.length; word++) {
        found[word] |= matching[word];
        left[word] &= ~matching[word];
      }
    }
    return found;
  }

  private static boolean isEmpty(long[] rows) {
    for (long word : rows) {
      if (word != 0) {
        return false;
      }
    }
    return true;
  }

  private long[] byRow(Expression condition, long[] asked) {
    TruthFunction closure = closures.computeIfAbsent(condition, ConditionCompiler::compile);
    long[] result = new long[asked.length];
    int selected = batch.selected();
    for (int word = 0; word < asked.length; word++) {
      for (long left = asked[word]; left != 0; left &= left - 1) {
        batch.select(word * Long.SIZE + Long.numberOfTrailingZeros(left));
        if (closure.test(batch) == TruthFunction.TRUE) {
          result[word] |= Long.lowestOneBit(left);
        }
      }
    }
    batch.select(selected);
    return result;
  }

  /** Returns the results for all rows; empty if a part has no kernel. */
  private Optional<TruthColumn> column(Expression condition) {
    Optional<TruthColumn> known = columns.get(condition);
    if (known == null) {
      known = compute(condition);
      columns.put(condition, known);
    }
    return known;
  }

  private Optional<TruthColumn> compute(Expression condition) {
    if (condition instanceof And and) {
      return combined(and.operands(), TruthColumn::and);
    }
    if (condition instanceof Or or) {
      return combined(or.operands(), TruthColumn::or);
    }
    if (condition instanceof Not not) {
      return column(not.condition()).map(TruthColumn::not);
    }
    if (condition instanceof Membership membership && membership.value() instanceof FieldRead) {
      return membership(membership);
    }
    if (condition instanceof Comparison comparison) {
      return comparison(comparison);
    }
    if (condition instanceof FieldRead field) {
      return column(new Comparison(Relation.EQUAL, field, Expression.of(true)));
    }
    if (condition instanceof Presence presence && presence.value() instanceof FieldRead field) {
      return Optional.of(
          ColumnKernels.presence(batch.column(field.field()), batch.rows(), presence.present()));
    }
    return Optional.empty();
  }

  private Optional<TruthColumn> combined(
      List<Expression> operands, BiConsumer<TruthColumn, TruthColumn> operator) {
    Optional<TruthColumn> result = column(operands.get(0)).map(TruthColumn::copy);
    for (Expression operand : operands.subList(1, operands.size())) {
      Optional<TruthColumn> column = result.isEmpty() ? result : column(operand);
      if (column.isEmpty()) {
        return column;
      }
      operator.accept(result.orElseThrow(), column.get());
    }
    return result;
  }

  /** A value that is null is so in each comparison; with other constants rules may share these. */
  private Optional<TruthColumn> membership(Membership membership) {
    List<Expression> comparisons =
        membership.constants().stream()
            .filter(constant -> constant.value() != null)
            .<Expression>map(
                constant -> new Comparison(Relation.EQUAL, membership.value(), constant))
            .toList();
    return comparisons.isEmpty() || comparisons.size() > MembershipCompiler.COMPARED_MAX
        ? Optional.empty()
        : combined(comparisons, TruthColumn::or);
  }

  private Optional<TruthColumn> comparison(Comparison comparison) {
    if (comparison.left() instanceof FieldRead field
        && comparison.right() instanceof Literal literal) {
      return comparison(comparison.operator(), field, literal);
    }
    if (comparison.left() instanceof Literal literal
        && comparison.right() instanceof FieldRead field) {
      return comparison(comparison.operator().exchanged(), field, literal);
    }
    return Optional.empty();
  }

  private Optional<TruthColumn> comparison(Relation relation, FieldRead field, Literal literal) {
    Optional<FieldVector> vector = batch.column(field.field());
    if (vector.isEmpty()) {
      // Null in all rows.
      return Optional.of(new TruthColumn(batch.rows()));
    }
    return ColumnKernels.comparison(relation, vector.get(), batch.rows(), literal);
  }
}
