package dev.weir.rules.eql.parse;

import dev.weir.rules.eql.grammar.EqlParser.ArithmeticContext;
import dev.weir.rules.eql.grammar.EqlParser.ComparedContext;
import dev.weir.rules.eql.grammar.EqlParser.ComparisonContext;
import dev.weir.rules.eql.grammar.EqlParser.ExpressionContext;
import dev.weir.rules.eql.grammar.EqlParser.FieldContext;
import dev.weir.rules.eql.grammar.EqlParser.JoinKeysContext;
import dev.weir.rules.eql.grammar.EqlParser.OperandContext;
import dev.weir.rules.eql.grammar.EqlParser.SequenceContext;
import dev.weir.rules.eql.tree.EqlQuery.JoinKey;
import dev.weir.rules.eql.tree.EqlQuery.Step;
import dev.weir.rules.eql.tree.ValueType;
import dev.weir.rules.schema.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/** Builds the keys by which events are joined. */
final class JoinKeys {
  private final FieldNames fields;
  private final QueryProblems problems;

  JoinKeys(FieldNames fields, QueryProblems problems) {
    this.fields = fields;
    this.problems = problems;
  }

  /** Returns the keys of all steps, followed by those of one. */
  List<JoinKey> of(List<JoinKey> shared, @Nullable JoinKeysContext context) {
    List<JoinKey> keys = new ArrayList<>(shared);
    keys.addAll(of(context));
    return keys;
  }

  /** Returns the keys of a context, if there is one. */
  List<JoinKey> of(@Nullable JoinKeysContext context) {
    if (context == null) {
      return List.of();
    }
    List<JoinKey> keys = new ArrayList<>();
    context.expression().forEach(expression -> keys.add(key(expression)));
    return keys;
  }

  private JoinKey key(ExpressionContext expression) {
    Optional<FieldContext> context = field(expression);
    if (context.isEmpty()) {
      problems.add(
          expression, "%s is no field; by takes fields".formatted(QueryProblems.shown(expression)));
      return new JoinKey(0, ValueType.NULL, true);
    }
    boolean optional = context.get().OPTIONAL() != null;
    Optional<Field> field = fields.find(context.get());
    if (field.isPresent() && field.get().type().isArray()) {
      problems.add(expression, "An array cannot be a key of by; use a field with one value");
    }
    return field
        .map(found -> new JoinKey(found.id(), ValueType.of(found.type()), optional))
        .orElse(new JoinKey(0, ValueType.NULL, true));
  }

  private static Optional<FieldContext> field(ExpressionContext expression) {
    if (expression instanceof ComparedContext compared) {
      ComparisonContext comparison = compared.comparison();
      ArithmeticContext value = comparison.arithmetic();
      if (comparison.comparisonTail().isEmpty() && value instanceof OperandContext operand) {
        return Optional.ofNullable(operand.primary().field());
      }
    }
    return Optional.empty();
  }

  /** Checks that all steps have as many keys, of comparable types. */
  void check(SequenceContext context, List<Step> steps, Optional<Step> until) {
    if (steps.isEmpty() || !problems.isEmpty()) {
      return;
    }
    List<JoinKey> first = steps.get(0).keys();
    for (Step step : steps) {
      check(context, first, step);
    }
    until.ifPresent(step -> check(context.until(), first, step));
  }

  private void check(ParserRuleContext place, List<JoinKey> first, Step step) {
    if (!problems.isEmpty()) {
      return;
    }
    if (step.keys().size() != first.size()) {
      problems.add(
          place,
          "All steps have the same number of keys; found %d and %d"
              .formatted(first.size(), step.keys().size()));
      return;
    }
    for (int i = 0; i < first.size(); i++) {
      ValueType one = first.get(i).type();
      ValueType other = step.keys().get(i).type();
      if (!one.isComparableTo(other)) {
        problems.add(
            place,
            "Key %d is %s in one step and %s in another, so it never joins them"
                .formatted(
                    i + 1, ExpressionBuilder.described(one), ExpressionBuilder.described(other)));
        return;
      }
    }
  }
}
