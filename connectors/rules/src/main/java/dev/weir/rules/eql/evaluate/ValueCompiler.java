package dev.weir.rules.eql.evaluate;

import dev.weir.rules.eql.number.ExactNumbers;
import dev.weir.rules.eql.text.AddressBlock;
import dev.weir.rules.eql.tree.ArithmeticOperator;
import dev.weir.rules.eql.tree.EqlFunction;
import dev.weir.rules.eql.tree.Expression;
import dev.weir.rules.eql.tree.Expression.Arithmetic;
import dev.weir.rules.eql.tree.Expression.FieldRead;
import dev.weir.rules.eql.tree.Expression.FunctionCall;
import dev.weir.rules.eql.tree.Expression.Literal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles expressions of any type to closures that return objects. */
final class ValueCompiler {
  private ValueCompiler() {}

  static ValueFunction compile(Expression expression) {
    if (expression instanceof Literal literal) {
      Object value = literal.value();
      return event -> value;
    }
    if (expression instanceof FieldRead field) {
      return event -> FieldValues.read(event, field);
    }
    if (expression instanceof Arithmetic arithmetic) {
      return arithmetic(arithmetic);
    }
    if (expression instanceof FunctionCall call) {
      return call.function() == EqlFunction.CIDR_MATCH ? cidrMatch(call) : call(call);
    }
    TruthFunction condition = ConditionCompiler.compile(expression);
    return event -> {
      int truth = condition.test(event);
      return truth == TruthFunction.NULL ? null : truth == TruthFunction.TRUE;
    };
  }

  private static ValueFunction arithmetic(Arithmetic arithmetic) {
    ArithmeticOperator operator = arithmetic.operator();
    ValueFunction left = compile(arithmetic.left());
    ValueFunction right = compile(arithmetic.right());
    return event -> {
      Object a = left.apply(event);
      Object b = a == null ? null : right.apply(event);
      if (a == null || b == null) {
        return null;
      }
      return a instanceof Long x && b instanceof Long y
          ? compute(operator, x, y)
          : ExactNumbers.compute(operator, (Number) a, (Number) b).orElse(null);
    };
  }

  private static @Nullable Number compute(ArithmeticOperator operator, long a, long b) {
    boolean isDivision =
        operator == ArithmeticOperator.DIVIDE || operator == ArithmeticOperator.MODULO;
    if (isDivision && (b == 0 || (a == Long.MIN_VALUE && b == -1))) {
      return ExactNumbers.compute(operator, a, b).orElse(null);
    }
    try {
      return switch (operator) {
        case ADD -> Math.addExact(a, b);
        case SUBTRACT -> Math.subtractExact(a, b);
        case MULTIPLY -> Math.multiplyExact(a, b);
        case DIVIDE -> a / b;
        case MODULO -> a % b;
      };
    } catch (ArithmeticException e) {
      return null;
    }
  }

  private static ValueFunction call(FunctionCall call) {
    ValueFunction[] arguments =
        call.arguments().stream().map(ValueCompiler::compile).toArray(ValueFunction[]::new);
    return event -> {
      Object[] values = new Object[arguments.length];
      for (int i = 0; i < values.length; i++) {
        Object value = arguments[i].apply(event);
        if (value == null) {
          return null;
        }
        values[i] = value;
      }
      return FunctionValues.apply(call.function(), call.ignoreCase(), Arrays.asList(values));
    };
  }

  private static ValueFunction cidrMatch(FunctionCall call) {
    ValueFunction address = compile(call.arguments().get(0));
    List<AddressBlock> blocks =
        call.arguments().stream()
            .skip(1)
            .map(block -> (Literal) block)
            .flatMap(block -> AddressBlock.parse(String.valueOf(block.value())).stream())
            .toList();
    return event -> {
      Object text = address.apply(event);
      return text == null ? null : AddressBlock.anyContains(blocks, (String) text);
    };
  }
}
