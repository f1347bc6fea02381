package dev.weir.rules.eql.evaluate;

import dev.weir.rules.eql.number.ExactNumbers;
import dev.weir.rules.eql.text.CodePoints;
import dev.weir.rules.eql.text.TextMatcher;
import dev.weir.rules.eql.tree.Expression;
import dev.weir.rules.eql.tree.Expression.And;
import dev.weir.rules.eql.tree.Expression.Arithmetic;
import dev.weir.rules.eql.tree.Expression.Comparison;
import dev.weir.rules.eql.tree.Expression.FieldRead;
import dev.weir.rules.eql.tree.Expression.FunctionCall;
import dev.weir.rules.eql.tree.Expression.Literal;
import dev.weir.rules.eql.tree.Expression.Membership;
import dev.weir.rules.eql.tree.Expression.Not;
import dev.weir.rules.eql.tree.Expression.Or;
import dev.weir.rules.eql.tree.Expression.Presence;
import dev.weir.rules.eql.tree.Expression.TextMatch;
import dev.weir.rules.eql.tree.Relation;
import dev.weir.rules.event.EventReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a tree by walking it: the reference of the other evaluations, and the evaluation of
 * constants. Values are those of {@link Literal}, {@code byte[]} and List; null is null.
 */
public final class TreeEvaluator {
  private final EventReader event;

  public TreeEvaluator(EventReader event) {
    this.event = event;
  }

  /** Returns whether a condition is true, rather than false or null. */
  public boolean matches(Expression condition) {
    return Boolean.TRUE.equals(evaluate(condition));
  }

  /** Returns the value of an expression. */
  public @Nullable Object evaluate(Expression expression) {
    if (expression instanceof Literal literal) {
      return literal.value();
    }
    if (expression instanceof FieldRead field) {
      return FieldValues.read(event, field);
    }
    if (expression instanceof And and) {
      return dominant(and.operands(), false);
    }
    if (expression instanceof Or or) {
      return dominant(or.operands(), true);
    }
    if (expression instanceof Not not) {
      Object value = evaluate(not.condition());
      return value == null ? null : !((Boolean) value);
    }
    if (expression instanceof Presence presence) {
      return (evaluate(presence.value()) != null) == presence.present();
    }
    return strict(expression);
  }

  /** The dominant value if an operand has it, else null if one is null, else the other value. */
  private @Nullable Boolean dominant(List<Expression> operands, boolean dominant) {
    boolean hasNull = false;
    for (Expression operand : operands) {
      Object value = evaluate(operand);
      if (value == null) {
        hasNull = true;
      } else if (value.equals(dominant)) {
        return dominant;
      }
    }
    return hasNull ? null : !dominant;
  }

  /** Operations that are null if an operand is. */
  private @Nullable Object strict(Expression expression) {
    if (expression instanceof Comparison comparison) {
      Object left = evaluate(comparison.left());
      Object right = evaluate(comparison.right());
      if (left == null || right == null) {
        return null;
      }
      return holds(comparison.operator(), left, right);
    }
    if (expression instanceof Arithmetic arithmetic) {
      Object left = evaluate(arithmetic.left());
      Object right = evaluate(arithmetic.right());
      if (left == null || right == null) {
        return null;
      }
      return ExactNumbers.compute(arithmetic.operator(), (Number) left, (Number) right)
          .orElse(null);
    }
    if (expression instanceof TextMatch match) {
      Object value = evaluate(match.value());
      return value == null ? null : TextMatcher.ofAny(match.patterns()).matches((String) value);
    }
    if (expression instanceof Membership membership) {
      Object value = evaluate(membership.value());
      return value == null ? null : isAmong(value, membership.constants());
    }
    FunctionCall call = (FunctionCall) expression;
    List<Object> arguments = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      Object value = evaluate(argument);
      if (value == null) {
        return null;
      }
      arguments.add(value);
    }
    return FunctionValues.apply(call.function(), call.ignoreCase(), arguments);
  }

  private static boolean isAmong(Object value, List<Literal> constants) {
    for (Literal constant : constants) {
      Object other = constant.value();
      if (other != null && holds(Relation.EQUAL, value, other)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a relation holds between two values of comparable types. */
  static boolean holds(Relation relation, Object left, Object right) {
    if (left instanceof Number a && right instanceof Number b) {
      return ExactNumbers.holds(relation, a, b);
    }
    if (left instanceof byte[] a && right instanceof byte[] b) {
      return Arrays.equals(a, b) == (relation == Relation.EQUAL);
    }
    if (left instanceof String a && right instanceof String b) {
      return relation.holds(CodePoints.compare(a, b));
    }
    return left.equals(right) == (relation == Relation.EQUAL);
  }
}
