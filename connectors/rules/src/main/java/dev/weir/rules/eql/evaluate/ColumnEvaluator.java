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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
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
      return junction(and.operands(), TruthColumn::and);
    }
    if (condition instanceof Or or) {
      return junction(or.operands(), TruthColumn::or);
    }
    if (condition instanceof Not not) {
      return evaluate(not.condition()).not();
    }
    return kernel(condition).orElseGet(() -> byRow(condition));
  }

  private TruthColumn junction(
      List<Expression> operands, BiConsumer<TruthColumn, TruthColumn> combination) {
    TruthColumn result = evaluate(operands.get(0)).copy();
    for (Expression operand : operands.subList(1, operands.size())) {
      combination.accept(result, evaluate(operand));
    }
    return result;
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
