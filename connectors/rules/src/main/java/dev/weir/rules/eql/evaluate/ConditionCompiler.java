package dev.weir.rules.eql.evaluate;

import dev.weir.rules.eql.text.TextMatcher;
import dev.weir.rules.eql.tree.Expression;
import dev.weir.rules.eql.tree.Expression.And;
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
import java.util.List;
import java.util.Optional;

/** Compiles conditions to closures, whose types are decided here rather than for each event. */
final class ConditionCompiler {
  private ConditionCompiler() {}

  /** Returns the closure of an expression of type BOOL or NULL. */
  static TruthFunction compile(Expression condition) {
    if (condition instanceof And and) {
      return and(compile(and.operands()));
    }
    if (condition instanceof Or or) {
      return or(compile(or.operands()));
    }
    if (condition instanceof Not not) {
      TruthFunction negated = compile(not.condition());
      return event -> -negated.test(event);
    }
    if (condition instanceof Presence presence) {
      return presence(presence);
    }
    if (condition instanceof Comparison comparison) {
      return comparison(comparison);
    }
    if (condition instanceof TextMatch match) {
      return match(match.value(), TextMatcher.ofAny(match.patterns()));
    }
    if (condition instanceof FunctionCall call) {
      return call(call);
    }
    if (condition instanceof Membership membership) {
      return MembershipCompiler.compile(membership);
    }
    if (condition instanceof FieldRead field) {
      int id = field.field();
      return event -> {
        int position = event.find(id);
        return position == EventReader.MISSING
            ? TruthFunction.NULL
            : TruthFunction.of(event.booleanAt(position));
      };
    }
    if (condition instanceof Literal literal) {
      Object value = literal.value();
      int truth = value == null ? TruthFunction.NULL : TruthFunction.of(Boolean.TRUE.equals(value));
      return event -> truth;
    }
    return ofValue(ValueCompiler.compile(condition));
  }

  private static TruthFunction[] compile(List<Expression> conditions) {
    return conditions.stream().map(ConditionCompiler::compile).toArray(TruthFunction[]::new);
  }

  private static TruthFunction and(TruthFunction[] operands) {
    return event -> {
      int result = TruthFunction.TRUE;
      for (TruthFunction operand : operands) {
        int truth = operand.test(event);
        if (truth == TruthFunction.FALSE) {
          return truth;
        }
        result = Math.min(result, truth);
      }
      return result;
    };
  }

  private static TruthFunction or(TruthFunction[] operands) {
    return event -> {
      int result = TruthFunction.FALSE;
      for (TruthFunction operand : operands) {
        int truth = operand.test(event);
        if (truth == TruthFunction.TRUE) {
          return truth;
        }
        result = Math.max(result, truth);
      }
      return result;
    };
  }

  private static TruthFunction presence(Presence presence) {
    boolean wanted = presence.present();
    if (presence.value() instanceof FieldRead field) {
      int id = field.field();
      return event -> TruthFunction.of((event.find(id) != EventReader.MISSING) == wanted);
    }
    ValueFunction value = ValueCompiler.compile(presence.value());
    return event -> TruthFunction.of((value.apply(event) != null) == wanted);
  }

  private static TruthFunction call(FunctionCall call) {
    if (call.arguments().size() == 2
        && call.arguments().get(1) instanceof Literal literal
        && literal.value() instanceof String constant) {
      Optional<TextMatcher> matcher = TextMatcher.of(call.function(), constant, call.ignoreCase());
      if (matcher.isPresent()) {
        return match(call.arguments().get(0), matcher.get());
      }
    }
    return ofValue(ValueCompiler.compile(call));
  }

  private static TruthFunction match(Expression matched, TextMatcher matcher) {
    if (matched instanceof FieldRead field) {
      int id = field.field();
      return event -> {
        int position = event.find(id);
        return position == EventReader.MISSING
            ? TruthFunction.NULL
            : TruthFunction.of(matcher.matches(event.textAt(position)));
      };
    }
    ValueFunction value = ValueCompiler.compile(matched);
    return event -> {
      Object text = value.apply(event);
      return text == null ? TruthFunction.NULL : TruthFunction.of(matcher.matches((String) text));
    };
  }

  private static TruthFunction comparison(Comparison comparison) {
    Relation relation = comparison.operator();
    if (comparison.left() instanceof FieldRead field
        && comparison.right() instanceof Literal literal) {
      return fieldComparison(relation, field, literal);
    }
    if (comparison.left() instanceof Literal literal
        && comparison.right() instanceof FieldRead field) {
      return fieldComparison(relation.exchanged(), field, literal);
    }
    ValueFunction left = ValueCompiler.compile(comparison.left());
    ValueFunction right = ValueCompiler.compile(comparison.right());
    return event -> {
      Object a = left.apply(event);
      Object b = a == null ? null : right.apply(event);
      if (a == null || b == null) {
        return TruthFunction.NULL;
      }
      return TruthFunction.of(TreeEvaluator.holds(relation, a, b));
    };
  }

  private static TruthFunction fieldComparison(
      Relation relation, FieldRead field, Literal literal) {
    FieldTest test = FieldTests.comparison(relation, field, literal);
    int id = field.field();
    return event -> {
      int position = event.find(id);
      return position == EventReader.MISSING
          ? TruthFunction.NULL
          : TruthFunction.of(test.holds(event, position));
    };
  }

  private static TruthFunction ofValue(ValueFunction value) {
    return event -> {
      Object result = value.apply(event);
      return result == null ? TruthFunction.NULL : TruthFunction.of(Boolean.TRUE.equals(result));
    };
  }
}
