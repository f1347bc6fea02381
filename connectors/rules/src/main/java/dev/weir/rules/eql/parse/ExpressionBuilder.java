package dev.weir.rules.eql.parse;

import dev.weir.rules.eql.grammar.EqlLexer;
import dev.weir.rules.eql.grammar.EqlParser.ArithmeticContext;
import dev.weir.rules.eql.grammar.EqlParser.BinaryContext;
import dev.weir.rules.eql.grammar.EqlParser.ComparedContext;
import dev.weir.rules.eql.grammar.EqlParser.ConjunctionContext;
import dev.weir.rules.eql.grammar.EqlParser.DisjunctionContext;
import dev.weir.rules.eql.grammar.EqlParser.ExpressionContext;
import dev.weir.rules.eql.grammar.EqlParser.NegatedContext;
import dev.weir.rules.eql.grammar.EqlParser.OperandContext;
import dev.weir.rules.eql.grammar.EqlParser.PrimaryContext;
import dev.weir.rules.eql.grammar.EqlParser.SignedContext;
import dev.weir.rules.eql.tree.ArithmeticOperator;
import dev.weir.rules.eql.tree.Expression;
import dev.weir.rules.eql.tree.Expression.Arithmetic;
import dev.weir.rules.eql.tree.Expression.FieldRead;
import dev.weir.rules.eql.tree.Expression.Literal;
import dev.weir.rules.eql.tree.Expression.Not;
import dev.weir.rules.eql.tree.ValueType;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/**
 * Builds checked, folded expressions. After a problem the expression is the constant null, which
 * has all types, so that the problem is reported once.
 */
final class ExpressionBuilder {
  /** Bounds the recursion here and in the evaluators. */
  static final int DEPTH_MAX = 250;

  private final QueryProblems problems;
  private final FieldNames fields;
  private final Literals literals;
  private final ComparisonBuilder comparisons;
  private final FunctionBuilder functions;
  private int depth;

  ExpressionBuilder(EventSchema schema, QueryProblems problems) {
    this.problems = problems;
    this.fields = new FieldNames(schema, problems);
    this.literals = new Literals(problems);
    this.comparisons = new ComparisonBuilder(this, problems);
    this.functions = new FunctionBuilder(this, problems);
  }

  /** Builds an expression that must be a truth value. */
  Expression condition(ExpressionContext context) {
    Expression condition = expression(context);
    if (condition.type() != ValueType.BOOL && condition.type() != ValueType.NULL) {
      problems.add(
          context,
          "%s is %s; a condition is a boolean, such as a comparison"
              .formatted(QueryProblems.shown(context), described(condition.type())));
      return Literal.NULL;
    }
    return condition;
  }

  Expression expression(ExpressionContext context) {
    if (context instanceof NegatedContext negated) {
      return Folding.fold(new Not(condition(negated.expression())));
    }
    if (context instanceof ConjunctionContext) {
      return Folding.and(operands(context, ConjunctionContext.class));
    }
    if (context instanceof DisjunctionContext) {
      return Folding.or(operands(context, DisjunctionContext.class));
    }
    return comparisons.build(((ComparedContext) context).comparison());
  }

  /** The operands of a chain of one operator, which the parser nests to the left. */
  private List<Expression> operands(
      ExpressionContext chain, Class<? extends ExpressionContext> operator) {
    Deque<ExpressionContext> contexts = new ArrayDeque<>();
    ExpressionContext rest = chain;
    while (operator.isInstance(rest)) {
      boolean isAnd = rest instanceof ConjunctionContext;
      contexts.push(isAnd ? ((ConjunctionContext) rest).right : ((DisjunctionContext) rest).right);
      rest = isAnd ? ((ConjunctionContext) rest).left : ((DisjunctionContext) rest).left;
    }
    contexts.push(rest);
    List<Expression> operands = new ArrayList<>();
    contexts.forEach(context -> operands.add(condition(context)));
    return operands;
  }

  Expression arithmetic(ArithmeticContext context) {
    if (depth == DEPTH_MAX) {
      problems.add(context, "The expression has more than " + DEPTH_MAX + " levels; shorten it");
      return Literal.NULL;
    }
    depth++;
    try {
      if (context instanceof OperandContext operand) {
        return primary(operand.primary());
      }
      if (context instanceof SignedContext signed) {
        return signed(signed);
      }
      BinaryContext binary = (BinaryContext) context;
      Expression left = arithmetic(binary.left);
      Expression right = arithmetic(binary.right);
      return compute(binary.operator, operator(binary.operator), left, right);
    } finally {
      depth--;
    }
  }

  private Expression signed(SignedContext context) {
    Expression value = arithmetic(context.arithmetic());
    // -1 * x, which unlike 0 - x keeps the sign of a zero.
    long sign = context.operator.getType() == EqlLexer.MINUS ? -1 : 1;
    return compute(context.operator, ArithmeticOperator.MULTIPLY, Literal.of(sign), value);
  }

  /** Builds an operation, after a check of its operands. */
  Expression compute(Token place, ArithmeticOperator operator, Expression left, Expression right) {
    for (Expression operand : List.of(left, right)) {
      if (!operand.type().isNumber() && operand.type() != ValueType.NULL) {
        String remedy = operand.type() == ValueType.STRING ? "; concat joins strings" : "";
        problems.add(
            place,
            "%s takes numbers, not %s%s"
                .formatted(place.getText(), described(operand.type()), remedy));
        return Literal.NULL;
      }
    }
    return Folding.fold(
        new Arithmetic(operator, left, right, resultType(left.type(), right.type())));
  }

  private static ValueType resultType(ValueType left, ValueType right) {
    if (left == ValueType.NUMBER || right == ValueType.NUMBER) {
      return ValueType.NUMBER;
    }
    return left == ValueType.F64 || right == ValueType.F64 ? ValueType.F64 : ValueType.I64;
  }

  private static ArithmeticOperator operator(Token token) {
    return switch (token.getType()) {
      case EqlLexer.PLUS -> ArithmeticOperator.ADD;
      case EqlLexer.MINUS -> ArithmeticOperator.SUBTRACT;
      case EqlLexer.STAR -> ArithmeticOperator.MULTIPLY;
      case EqlLexer.SLASH -> ArithmeticOperator.DIVIDE;
      default -> ArithmeticOperator.MODULO;
    };
  }

  private Expression primary(PrimaryContext context) {
    if (context.literal() != null) {
      return literals.of(context.literal());
    }
    if (context.functionCall() != null) {
      return functions.build(context.functionCall());
    }
    if (context.field() != null) {
      return fields.find(context.field()).map(ExpressionBuilder::read).orElse(Literal.NULL);
    }
    return expression(context.expression());
  }

  private static Expression read(Field field) {
    return new FieldRead(field.id(), ValueType.of(field.type()));
  }

  Literals literals() {
    return literals;
  }

  FieldNames fields() {
    return fields;
  }

  /** Returns the name of a type with its article. */
  static String described(ValueType type) {
    return switch (type) {
      case NULL -> "null";
      case I64, U64, ARRAY -> "an " + type.label();
      case BYTES -> "bytes";
      case BOOL, F64, NUMBER, STRING -> "a " + type.label();
    };
  }

  /** Returns whether an operand is the word null. */
  static boolean isNull(ParserRuleContext context) {
    return context.getStart() == context.getStop() && context.getStart().getType() == EqlLexer.NULL;
  }
}
