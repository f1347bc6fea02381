package dev.weir.rules.eql.evaluate;

import dev.weir.rules.eql.number.TextNumbers;
import dev.weir.rules.eql.text.AddressBlock;
import dev.weir.rules.eql.text.TextFunctions;
import dev.weir.rules.eql.tree.EqlFunction;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The results of functions. */
final class FunctionValues {
  private static final int THIRD = 2;
  private static final int FOURTH = 3;

  private FunctionValues() {}

  /** Returns the result of a function; the arguments have the types of its parameters. */
  static @Nullable Object apply(EqlFunction function, boolean ignoreCase, List<Object> arguments) {
    return switch (function) {
      case BETWEEN ->
          TextFunctions.between(
              text(arguments, 0),
              text(arguments, 1),
              text(arguments, THIRD),
              arguments.size() > FOURTH && (Boolean) arguments.get(FOURTH),
              ignoreCase);
      case CIDR_MATCH -> isInAny(text(arguments, 0), arguments.subList(1, arguments.size()));
      case CONCAT -> concatenated(arguments);
      case ENDS_WITH -> TextFunctions.endsWith(text(arguments, 0), text(arguments, 1), ignoreCase);
      case INDEX_OF -> position(arguments, ignoreCase);
      case LENGTH -> TextFunctions.length(text(arguments, 0));
      case NUMBER -> number(arguments);
      case STARTS_WITH ->
          TextFunctions.startsWith(text(arguments, 0), text(arguments, 1), ignoreCase);
      case STRING -> TextNumbers.of(arguments.get(0));
      case STRING_CONTAINS ->
          TextFunctions.contains(text(arguments, 0), text(arguments, 1), ignoreCase);
      case SUBSTRING ->
          TextFunctions.substring(
              text(arguments, 0),
              integer(arguments, 1, 0),
              integer(arguments, THIRD, Long.MAX_VALUE));
    };
  }

  private static boolean isInAny(String address, List<Object> blocks) {
    return AddressBlock.anyContains(
        blocks.stream().map(block -> AddressBlock.parse((String) block).orElseThrow()).toList(),
        address);
  }

  private static String concatenated(List<Object> values) {
    StringBuilder text = new StringBuilder();
    values.forEach(value -> text.append(TextNumbers.of(value)));
    return text.toString();
  }

  private static @Nullable Long position(List<Object> arguments, boolean ignoreCase) {
    OptionalLong found =
        TextFunctions.indexOf(
            text(arguments, 0), text(arguments, 1), integer(arguments, THIRD, 0), ignoreCase);
    return found.isPresent() ? found.getAsLong() : null;
  }

  private static @Nullable Number number(List<Object> arguments) {
    return (arguments.size() > 1
            ? TextNumbers.parse(text(arguments, 0), integer(arguments, 1, 0))
            : TextNumbers.parse(text(arguments, 0)))
        .orElse(null);
  }

  private static String text(List<Object> arguments, int index) {
    return (String) arguments.get(index);
  }

  /** An integer as long, limited to its range; no position or base is beyond it. */
  private static long integer(List<Object> arguments, int index, long absent) {
    if (index >= arguments.size()) {
      return absent;
    }
    return arguments.get(index) instanceof Long value ? value : Long.MAX_VALUE;
  }
}
