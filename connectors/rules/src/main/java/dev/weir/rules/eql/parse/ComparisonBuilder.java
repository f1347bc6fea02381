package dev.weir.rules.eql.parse;

import com.google.re2j.PatternSyntaxException;
import dev.weir.rules.eql.grammar.EqlLexer;
import dev.weir.rules.eql.grammar.EqlParser.ArithmeticContext;
import dev.weir.rules.eql.grammar.EqlParser.ComparisonContext;
import dev.weir.rules.eql.grammar.EqlParser.ComparisonTailContext;
import dev.weir.rules.eql.grammar.EqlParser.ExpressionContext;
import dev.weir.rules.eql.text.TextMatcher;
import dev.weir.rules.eql.tree.Expression;
import dev.weir.rules.eql.tree.Expression.Comparison;
import dev.weir.rules.eql.tree.Expression.Literal;
import dev.weir.rules.eql.tree.Expression.Membership;
import dev.weir.rules.eql.tree.Expression.Not;
import dev.weir.rules.eql.tree.Expression.Presence;
import dev.weir.rules.eql.tree.Expression.TextMatch;
import dev.weir.rules.eql.tree.Relation;
import dev.weir.rules.eql.tree.TextPattern;
import dev.weir.rules.eql.tree.TextPattern.Exact;
import dev.weir.rules.eql.tree.TextPattern.Regex;
import dev.weir.rules.eql.tree.TextPattern.Wildcard;
import dev.weir.rules.eql.tree.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Builds comparisons of all kinds. */
final class ComparisonBuilder {
  private final ExpressionBuilder expressions;
  private final QueryProblems problems;

  ComparisonBuilder(ExpressionBuilder expressions, QueryProblems problems) {
    this.expressions = expressions;
    this.problems = problems;
  }

  Expression build(ComparisonContext context) {
    Expression left = expressions.arithmetic(context.arithmetic());
    List<ComparisonTailContext> tails = context.comparisonTail();
    if (tails.isEmpty()) {
      return left;
    }
    if (tails.size() > 1) {
      problems.add(tails.get(1), Refusals.CHAIN);
      return Literal.NULL;
    }
    ComparisonTailContext tail = tails.get(0);
    return switch (tail.operator.getType()) {
      case EqlLexer.IN -> membership(tail, left);
      case EqlLexer.COLON, EqlLexer.LIKE, EqlLexer.REGEX -> match(tail, left);
      default -> compare(context.arithmetic(), tail, left);
    };
  }

  private Expression compare(
      ArithmeticContext leftContext, ComparisonTailContext tail, Expression left) {
    Token token = tail.operator;
    Expression right = expressions.arithmetic(tail.arithmetic());
    if (token.getType() == EqlLexer.ASSIGN) {
      problems.add(token, Refusals.ASSIGNMENT);
      return Literal.NULL;
    }
    Relation relation = relation(token);
    if (!relation.isOrdering()) {
      boolean present = relation == Relation.NOT_EQUAL;
      if (ExpressionBuilder.isNull(tail.arithmetic())) {
        return Folding.fold(new Presence(left, present));
      }
      if (ExpressionBuilder.isNull(leftContext)) {
        return Folding.fold(new Presence(right, present));
      }
    }
    if (!isComparable(token, relation, left, right)) {
      return Literal.NULL;
    }
    return Folding.fold(new Comparison(relation, left, right));
  }

  private boolean isComparable(Token token, Relation relation, Expression left, Expression right) {
    ValueType leftType = left.type();
    ValueType rightType = right.type();
    if (leftType == ValueType.ARRAY || rightType == ValueType.ARRAY) {
      problems.add(token, "An array is compared with null only");
      return false;
    }
    if (!leftType.isComparableTo(rightType)) {
      problems.add(
          token,
          "%s cannot be compared with %s; string and number convert values"
              .formatted(
                  ExpressionBuilder.described(leftType), ExpressionBuilder.described(rightType)));
      return false;
    }
    boolean isUnordered =
        List.of(leftType, rightType).stream().anyMatch(ComparisonBuilder::isUnordered);
    if (relation.isOrdering() && isUnordered) {
      problems.add(token, relation.symbol() + " takes numbers or strings, which have an order");
      return false;
    }
    return true;
  }

  private static boolean isUnordered(ValueType type) {
    return type == ValueType.BOOL || type == ValueType.BYTES;
  }

  private static Relation relation(Token token) {
    return switch (token.getType()) {
      case EqlLexer.EQUAL -> Relation.EQUAL;
      case EqlLexer.NOT_EQUAL -> Relation.NOT_EQUAL;
      case EqlLexer.LESS -> Relation.LESS;
      case EqlLexer.LESS_EQUAL -> Relation.LESS_EQUAL;
      case EqlLexer.GREATER -> Relation.GREATER;
      default -> Relation.GREATER_EQUAL;
    };
  }

  private Expression match(ComparisonTailContext tail, Expression value) {
    Token token = tail.operator;
    boolean hasTilde = tail.TILDE() != null;
    if (hasTilde && token.getType() == EqlLexer.COLON) {
      problems.add(tail.TILDE().getSymbol(), "The operator : ignores case without ~; remove ~");
    }
    if (!isString(value)) {
      problems.add(
          token,
          "%s takes a string, not %s; == compares other values"
              .formatted(token.getText(), ExpressionBuilder.described(value.type())));
      return Literal.NULL;
    }
    List<TextPattern> patterns = new ArrayList<>();
    for (ParserRuleContext context : patternContexts(tail)) {
      int problemsBefore = problems.count();
      Expression pattern = build(context);
      if (pattern instanceof Literal literal && literal.value() instanceof String text) {
        pattern(context, token, text, hasTilde, patterns);
      } else if (problems.count() == problemsBefore) {
        problems.add(context, token.getText() + " takes constant strings as patterns");
      }
    }
    return patterns.isEmpty() ? Literal.NULL : Folding.fold(new TextMatch(value, patterns));
  }

  private static List<? extends ParserRuleContext> patternContexts(ComparisonTailContext tail) {
    return tail.list() == null ? List.of(tail.arithmetic()) : tail.list().expression();
  }

  private Expression build(ParserRuleContext context) {
    return context instanceof ExpressionContext expression
        ? expressions.expression(expression)
        : expressions.arithmetic((ArithmeticContext) context);
  }

  private void pattern(
      ParserRuleContext place,
      Token operator,
      String text,
      boolean hasTilde,
      List<TextPattern> patterns) {
    if (operator.getType() != EqlLexer.REGEX) {
      patterns.add(new Wildcard(text, hasTilde || operator.getType() == EqlLexer.COLON));
      return;
    }
    TextPattern regex = new Regex(text, hasTilde);
    try {
      TextMatcher.of(regex);
      patterns.add(regex);
    } catch (PatternSyntaxException e) {
      problems.add(
          place,
          "The regular expression is invalid: %s; the syntax is that of RE2"
              .formatted(e.getDescription()));
    }
  }

  private Expression membership(ComparisonTailContext tail, Expression value) {
    boolean ignoreCase = tail.TILDE() != null;
    if (value.type() == ValueType.ARRAY) {
      problems.add(tail.operator, "An array is compared with null only");
      return Literal.NULL;
    }
    if (ignoreCase && !isString(value)) {
      problems.add(tail.operator, "in~ takes a string; in compares other values");
      return Literal.NULL;
    }
    List<Literal> constants = new ArrayList<>();
    for (ExpressionContext context : tail.list().expression()) {
      constant(context, value).ifPresent(constants::add);
    }
    if (constants.isEmpty()) {
      return Literal.NULL;
    }
    Expression found = Folding.fold(isAmong(value, constants, ignoreCase));
    return tail.NOT() == null ? found : Folding.fold(new Not(found));
  }

  private static Expression isAmong(Expression value, List<Literal> constants, boolean ignoreCase) {
    if (!ignoreCase) {
      return new Membership(value, constants);
    }
    List<TextPattern> patterns = new ArrayList<>();
    for (Literal constant : constants) {
      if (constant.value() instanceof String text) {
        patterns.add(new Exact(text, true));
      }
    }
    return new TextMatch(value, patterns);
  }

  private Optional<Literal> constant(ExpressionContext context, Expression value) {
    if (ExpressionBuilder.isNull(context)) {
      problems.add(context, "in takes values, not null; test for absence by == null");
      return Optional.empty();
    }
    Expression constant = expressions.expression(context);
    if (!(constant instanceof Literal literal)) {
      problems.add(context, "in takes constants; compare with other values by == and or");
      return Optional.empty();
    }
    if (!literal.type().isComparableTo(value.type())) {
      problems.add(
          context,
          "%s cannot be compared with %s"
              .formatted(
                  ExpressionBuilder.described(value.type()),
                  ExpressionBuilder.described(literal.type())));
      return Optional.empty();
    }
    return Optional.of(literal);
  }

  private static boolean isString(Expression value) {
    return value.type() == ValueType.STRING || value.type() == ValueType.NULL;
  }
}
