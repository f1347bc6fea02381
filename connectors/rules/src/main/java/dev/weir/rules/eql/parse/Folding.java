package dev.weir.rules.eql.parse;

import dev.weir.rules.eql.evaluate.TreeEvaluator;
import dev.weir.rules.eql.tree.Expression;
import dev.weir.rules.eql.tree.Expression.And;
import dev.weir.rules.eql.tree.Expression.Arithmetic;
import dev.weir.rules.eql.tree.Expression.Comparison;
import dev.weir.rules.eql.tree.Expression.FunctionCall;
import dev.weir.rules.eql.tree.Expression.Literal;
import dev.weir.rules.eql.tree.Expression.Membership;
import dev.weir.rules.eql.tree.Expression.Not;
import dev.weir.rules.eql.tree.Expression.Or;
import dev.weir.rules.eql.tree.Expression.Presence;
import dev.weir.rules.eql.tree.Expression.TextMatch;
import dev.weir.rules.event.EventBuilder;
import dev.weir.rules.event.EventReader;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.EventType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Replaces constant expressions with their values. The operands are folded already. */
final class Folding {
  /** For constants, which read no field. */
  private static final EventReader NO_FIELDS =
      new EventBuilder(EventSchema.builder().build())
          .type(EventType.ANY)
          .times(0, 0)
          .entity(0, 0)
          .build();

  private Folding() {}

  /** Folds any expression but a conjunction or disjunction. */
  static Expression fold(Expression expression) {
    if (expression instanceof Not not && not.condition() instanceof Not inner) {
      return inner.condition();
    }
    boolean isConstant = operands(expression).allMatch(Literal.class::isInstance);
    boolean isNull = isStrict(expression) && operands(expression).anyMatch(Literal.NULL::equals);
    if (isNull) {
      return Literal.NULL;
    }
    return isConstant ? Literal.of(new TreeEvaluator(NO_FIELDS).evaluate(expression)) : expression;
  }

  private static boolean isStrict(Expression expression) {
    return !(expression instanceof Presence);
  }

  private static Stream<Expression> operands(Expression expression) {
    if (expression instanceof Not not) {
      return Stream.of(not.condition());
    }
    if (expression instanceof Presence presence) {
      return Stream.of(presence.value());
    }
    if (expression instanceof Comparison comparison) {
      return Stream.of(comparison.left(), comparison.right());
    }
    if (expression instanceof Arithmetic arithmetic) {
      return Stream.of(arithmetic.left(), arithmetic.right());
    }
    if (expression instanceof TextMatch match) {
      return Stream.of(match.value());
    }
    if (expression instanceof Membership membership) {
      return Stream.of(membership.value());
    }
    return ((FunctionCall) expression).arguments().stream();
  }

  /** Returns the conjunction of operands. */
  static Expression and(List<Expression> operands) {
    return junction(operands, false);
  }

  /** Returns the disjunction of operands. */
  static Expression or(List<Expression> operands) {
    return junction(operands, true);
  }

  /**
   * Leaves out what does not change the result: repeated operands, and the constant that is not
   * dominant. The dominant constant is the result.
   */
  private static Expression junction(List<Expression> operands, boolean dominant) {
    Set<Expression> kept = new LinkedHashSet<>();
    for (Expression operand : operands) {
      if (operand.equals(Expression.of(dominant))) {
        return operand;
      }
      if (!operand.equals(Expression.of(!dominant))) {
        kept.add(operand);
      }
    }
    if (kept.isEmpty()) {
      return Expression.of(!dominant);
    }
    List<Expression> distinct = new ArrayList<>(kept);
    if (distinct.size() == 1) {
      return distinct.get(0);
    }
    return dominant ? new Or(distinct) : new And(distinct);
  }
}
