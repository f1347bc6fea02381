package dev.weir.rules.eql.evaluate;

import dev.weir.rules.eql.tree.Expression.FieldRead;
import dev.weir.rules.eql.tree.Expression.Literal;
import dev.weir.rules.eql.tree.Expression.Membership;
import dev.weir.rules.eql.tree.Relation;
import dev.weir.rules.eql.tree.ValueType;
import dev.weir.rules.event.EventReader;
import dev.weir.rules.event.TextConstant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Compiles {@code in}. */
final class MembershipCompiler {
  /** Up to this number of constants, they are compared one by one. */
  static final int COMPARED_MAX = 8;

  private MembershipCompiler() {}

  static TruthFunction compile(Membership membership) {
    List<Object> constants =
        membership.constants().stream()
            .filter(constant -> constant.value() != null)
            .map(constant -> Objects.requireNonNull(constant.value()))
            .toList();
    if (membership.value() instanceof FieldRead field) {
      FieldTest test = test(field, constants);
      int id = field.field();
      return event -> {
        int position = event.find(id);
        return position == EventReader.MISSING
            ? TruthFunction.NULL
            : TruthFunction.of(test.holds(event, position));
      };
    }
    ValueFunction value = ValueCompiler.compile(membership.value());
    return event -> {
      Object found = value.apply(event);
      return found == null ? TruthFunction.NULL : TruthFunction.of(isAmong(found, constants));
    };
  }

  private static boolean isAmong(Object value, List<Object> constants) {
    for (Object constant : constants) {
      if (TreeEvaluator.holds(Relation.EQUAL, value, constant)) {
        return true;
      }
    }
    return false;
  }

  private static FieldTest test(FieldRead field, List<Object> constants) {
    if (field.type() == ValueType.STRING) {
      return constants.size() <= COMPARED_MAX ? comparedTexts(constants) : textSet(constants);
    }
    if (field.type() == ValueType.I64 && constants.stream().allMatch(Long.class::isInstance)) {
      long[] numbers = constants.stream().mapToLong(value -> (Long) value).sorted().toArray();
      return (event, position) -> Arrays.binarySearch(numbers, event.longAt(position)) >= 0;
    }
    FieldTest[] tests =
        constants.stream()
            .map(value -> FieldTests.comparison(Relation.EQUAL, field, Literal.of(value)))
            .toArray(FieldTest[]::new);
    return (event, position) -> {
      for (FieldTest test : tests) {
        if (test.holds(event, position)) {
          return true;
        }
      }
      return false;
    };
  }

  private static FieldTest comparedTexts(List<Object> constants) {
    TextConstant[] texts =
        constants.stream()
            .map(value -> new TextConstant((String) value))
            .toArray(TextConstant[]::new);
    return (event, position) -> {
      for (TextConstant text : texts) {
        if (event.textEquals(position, text)) {
          return true;
        }
      }
      return false;
    };
  }

  private static FieldTest textSet(List<Object> constants) {
    Set<Object> texts = new HashSet<>(constants);
    return (event, position) -> texts.contains(event.textAt(position));
  }
}
