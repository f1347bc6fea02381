package dev.weir.files.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers in parentheses of a type. What is not a modifier is none; the server refuses the
 * type.
 *
 * @param numbers such as 18 and 4 of {@code numeric(18,4)}; may be empty
 */
record TypeModifier(List<Integer> numbers) {
  private static final int NUMBER_DIGITS_MAX = 9;
  private static final Pattern MODIFIER =
      Pattern.compile("\\((-?\\d{1,%1$d}(?:,-?\\d{1,%1$d})?)\\)".formatted(NUMBER_DIGITS_MAX));

  TypeModifier {
    numbers = List.copyOf(numbers);
  }

  /** Returns the modifier of a type, given by its canonical name. */
  static TypeModifier of(String type) {
    Matcher matcher = MODIFIER.matcher(type.replace(" ", ""));
    List<Integer> numbers = new ArrayList<>();
    if (matcher.find()) {
      for (String number : String.valueOf(matcher.group(1)).split(",", -1)) {
        numbers.add(Integer.valueOf(number));
      }
    }
    return new TypeModifier(numbers);
  }

  boolean isEmpty() {
    return numbers.isEmpty();
  }

  /** Returns the first number; the default if there is none. */
  int first(int defaultNumber) {
    return numbers.isEmpty() ? defaultNumber : numbers.get(0);
  }

  /** Returns the second number; 0 if there is none. */
  int second() {
    return numbers.size() < 2 ? 0 : numbers.get(1);
  }
}
