package dev.weir.rules.eql.parse;

import dev.weir.core.config.NearMiss;
import dev.weir.rules.eql.grammar.EqlParser.ExpressionContext;
import dev.weir.rules.eql.grammar.EqlParser.FunctionCallContext;
import dev.weir.rules.eql.text.AddressBlock;
import dev.weir.rules.eql.tree.ArithmeticOperator;
import dev.weir.rules.eql.tree.EqlFunction;
import dev.weir.rules.eql.tree.EqlFunction.Parameter;
import dev.weir.rules.eql.tree.Expression;
import dev.weir.rules.eql.tree.Expression.FunctionCall;
import dev.weir.rules.eql.tree.Expression.Literal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;

/** Builds calls of functions. */
final class FunctionBuilder {
  private final ExpressionBuilder expressions;
  private final QueryProblems problems;

  FunctionBuilder(ExpressionBuilder expressions, QueryProblems problems) {
    this.expressions = expressions;
    this.problems = problems;
  }

  Expression build(FunctionCallContext context) {
    Token name = context.IDENTIFIER().getSymbol();
    List<Expression> arguments = new ArrayList<>();
    context.expression().forEach(argument -> arguments.add(expressions.expression(argument)));
    Optional<ArithmeticOperator> operator =
        Arrays.stream(ArithmeticOperator.values())
            .filter(candidate -> candidate.function().equals(name.getText()))
            .findFirst();
    if (operator.isPresent()) {
      return arithmetic(context, operator.get(), arguments);
    }
    return Arrays.stream(EqlFunction.values())
        .filter(candidate -> candidate.label().equals(name.getText()))
        .findFirst()
        .map(function -> call(context, function, arguments))
        .orElseGet(() -> unknown(name));
  }

  private Expression unknown(Token name) {
    List<String> known =
        Stream.concat(
                Arrays.stream(EqlFunction.values()).map(EqlFunction::label),
                Arrays.stream(ArithmeticOperator.values()).map(ArithmeticOperator::function))
            .toList();
    String refused = Refusals.FUNCTIONS.get(name.getText());
    String remedy =
        refused != null
            ? refused
            : NearMiss.of(name.getText(), known)
                .map(near -> "did you mean " + near + "?")
                .orElse("allowed: " + String.join(", ", known));
    problems.add(name, "There is no function %s; %s".formatted(name.getText(), remedy));
    return Literal.NULL;
  }

  private Expression arithmetic(
      FunctionCallContext context, ArithmeticOperator operator, List<Expression> arguments) {
    if (!hasNoTilde(context) || !hasArguments(context, 2, 2)) {
      return Literal.NULL;
    }
    return expressions.compute(
        context.IDENTIFIER().getSymbol(), operator, arguments.get(0), arguments.get(1));
  }

  private Expression call(
      FunctionCallContext context, EqlFunction function, List<Expression> arguments) {
    boolean ignoreCase = context.TILDE() != null;
    if ((!function.canIgnoreCase() && !hasNoTilde(context))
        || !hasArguments(context, function.argumentsMin(), function.argumentsMax())) {
      return Literal.NULL;
    }
    boolean fits = true;
    for (int i = 0; i < arguments.size(); i++) {
      fits &= fits(function, function.parameter(i), context.expression(i), arguments.get(i));
    }
    return fits ? Folding.fold(new FunctionCall(function, ignoreCase, arguments)) : Literal.NULL;
  }

  private boolean fits(
      EqlFunction function, Parameter parameter, ExpressionContext place, Expression argument) {
    if (!parameter.accepts(argument.type())) {
      problems.add(
          place,
          "%s takes %s here, not %s"
              .formatted(
                  function.label(),
                  parameter.label(),
                  ExpressionBuilder.described(argument.type())));
      return false;
    }
    return parameter != Parameter.BLOCKS || isBlock(place, argument);
  }

  private boolean isBlock(ExpressionContext place, Expression argument) {
    if (!(argument instanceof Literal literal)) {
      problems.add(place, "cidrMatch takes constant blocks, such as \"10.0.0.0/8\"");
      return false;
    }
    if (literal.value() instanceof String text && AddressBlock.parse(text).isEmpty()) {
      problems.add(
          place, "\"" + text + "\" is no block of addresses, such as 10.0.0.0/8 or 2001:db8::/32");
      return false;
    }
    return true;
  }

  private boolean hasNoTilde(FunctionCallContext context) {
    if (context.TILDE() == null) {
      return true;
    }
    problems.add(
        context.TILDE().getSymbol(),
        context.IDENTIFIER().getText() + " compares no text, so it has no form with ~; remove ~");
    return false;
  }

  private boolean hasArguments(FunctionCallContext context, int min, int max) {
    int count = context.expression().size();
    if (count >= min && count <= max) {
      return true;
    }
    String allowed =
        min == max ? "" + min : max == Integer.MAX_VALUE ? min + " or more" : min + " to " + max;
    problems.add(
        context,
        "%s takes %s argument%s, not %d"
            .formatted(context.IDENTIFIER().getText(), allowed, max == 1 ? "" : "s", count));
    return false;
  }
}
