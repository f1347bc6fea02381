package dev.weir.rules.eql.evaluate;

import dev.weir.rules.eql.tree.Expression;
import dev.weir.rules.eql.tree.Expression.And;
import dev.weir.rules.eql.tree.Expression.Comparison;
import dev.weir.rules.eql.tree.Expression.FieldRead;
import dev.weir.rules.eql.tree.Expression.Literal;
import dev.weir.rules.eql.tree.Expression.Not;
import dev.weir.rules.eql.tree.Expression.Or;
import dev.weir.rules.eql.tree.Expression.Presence;
import dev.weir.rules.eql.tree.Relation;
import dev.weir.rules.event.BatchRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;

/**
 * Evaluates conditions over all rows of one batch. A condition, or a part of one, that several
 * rules share is evaluated once. What has no kernel is evaluated row by row, by its closure.
 */
final class ColumnEvaluator {
  private final BatchRow batch;
  private final Map<Expression, TruthFunction> closures;
  private final Map<Expression, TruthColumn> columns = new HashMap<>();

  /**
   * Creates an evaluator of one batch.
   *
   * @param closures of conditions, which are kept from batch to batch
   */
  ColumnEvaluator(BatchRow batch, Map<Expression, TruthFunction> closures) {
    this.batch = batch;
    this.closures = closures;
  }

  /** Returns the results of a condition, which the caller must not change. */
  TruthColumn evaluate(Expression condition) {
    TruthColumn known = columns.get(condition);
    if (known == null) {
      known = compute(condition);
      columns.put(condition, known);
    }
    return known;
  }

  private TruthColumn compute(Expression condition) {
    if (condition instanceof And and) {
      return conjunction(and.operands());
    }
    if (condition instanceof Or or) {
      return disjunction(or.operands());
    }
    if (condition instanceof Not not) {
      return evaluate(not.condition()).not();
    }
    return kernel(condition).orElseGet(() -> byRow(condition));
  }

  /**
   * Operands without a kernel come last, and are evaluated only for the rows that are not false
   * yet: often few, and the closure of an operand costs as much as kernels over tens of rows.
   */
  private TruthColumn conjunction(List<Expression> operands) {
    TruthColumn result = TruthColumn.allTrue(batch.rows());
    List<Expression> left = new ArrayList<>();
    for (Expression operand : operands) {
      if (isColumnar(operand)) {
        result.and(evaluate(operand));
      } else {
        left.add(operand);
      }
    }
    left.forEach(operand -> and(result, operand));
    return result;
  }

  private TruthColumn disjunction(List<Expression> operands) {
    TruthColumn result = evaluate(operands.get(0)).copy();
    for (Expression operand : operands.subList(1, operands.size())) {
      result.or(evaluate(operand));
    }
    return result;
  }

  /** Returns whether all parts of a condition are known, or have kernels, which it evaluates. */
  private boolean isColumnar(Expression condition) {
    if (columns.containsKey(condition)) {
      return true;
    }
    if (condition instanceof And and) {
      return and.operands().stream().allMatch(this::isColumnar);
    }
    if (condition instanceof Or or) {
      return or.operands().stream().allMatch(this::isColumnar);
    }
    if (condition instanceof Not not) {
      return isColumnar(not.condition());
    }
    Optional<TruthColumn> result = kernel(condition);
    result.ifPresent(column -> columns.put(condition, column));
    return result.isPresent();
  }

  private void and(TruthColumn result, Expression operand) {
    TruthFunction closure = closures.computeIfAbsent(operand, ConditionCompiler::compile);
    int selected = batch.selected();
    for (int word = 0; word < result.words(); word++) {
      for (long open = result.open(word); open != 0; open &= open - 1) {
        int row = word * Long.SIZE + Long.numberOfTrailingZeros(open);
        batch.select(row);
        result.and(row, closure.test(batch));
      }
    }
    batch.select(selected);
  }

  private Optional<TruthColumn> kernel(Expression condition) {
    if (condition instanceof Presence presence && presence.value() instanceof FieldRead field) {
      return Optional.of(
          ColumnKernels.presence(batch.column(field.field()), batch.rows(), presence.present()));
    }
    if (condition instanceof Comparison comparison) {
      if (comparison.left() instanceof FieldRead field
          && comparison.right() instanceof Literal literal) {
        return comparison(comparison.operator(), field, literal);
      }
      if (comparison.left() instanceof Literal literal
          && comparison.right() instanceof FieldRead field) {
        return comparison(comparison.operator().exchanged(), field, literal);
      }
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

  private TruthColumn byRow(Expression condition) {
    TruthFunction closure = closures.computeIfAbsent(condition, ConditionCompiler::compile);
    TruthColumn result = new TruthColumn(batch.rows());
    int selected = batch.selected();
    for (int row = 0; row < batch.rows(); row++) {
      batch.select(row);
      result.set(row, closure.test(batch));
    }
    batch.select(selected);
    return result;
  }
}
