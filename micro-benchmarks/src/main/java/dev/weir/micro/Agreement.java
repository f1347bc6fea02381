package dev.weir.micro;

import java.util.Objects;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.compare.Range;
import org.apache.arrow.vector.compare.RangeEqualsVisitor;
import org.jspecify.annotations.Nullable;

/** Refuses contenders that disagree, before any of them is timed. */
public final class Agreement {
  private Agreement() {}

  /**
   * Passes if a contender has found what was expected.
   *
   * @param who the contender, and what it did
   * @param what the compared part of its result
   * @throws IllegalStateException if it has found another value
   */
  public static void requireEqual(
      String who, String what, @Nullable Object expected, @Nullable Object found) {
    if (!Objects.deepEquals(expected, found)) {
      throw disagreement(who + " finds " + what + " to be " + found + ", expected " + expected);
    }
  }

  /**
   * Passes if a contender has found the values of a vector.
   *
   * @param who the contender, and what it did
   * @param range where the values start in the found vector, its left, and in the expected one
   * @throws IllegalStateException if a value differs, naming the first one
   */
  public static void requireEqualValues(
      String who, FieldVector expected, FieldVector found, Range range) {
    if (new RangeEqualsVisitor(found, expected).rangeEquals(range)) {
      return;
    }
    for (int i = 0; i < range.getLength(); i++) {
      int row = range.getRightStart() + i;
      requireEqual(
          who,
          found.getName() + " in row " + row,
          expected.getObject(row),
          found.getObject(range.getLeftStart() + i));
    }
    throw disagreement(who + " finds values in " + found.getName() + " that only look equal");
  }

  /**
   * Passes if a condition holds that the benchmark depends on.
   *
   * @param otherwise what is wrong if it does not
   * @throws IllegalStateException if it does not hold
   */
  public static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException("No time counts: " + otherwise);
    }
  }

  private static IllegalStateException disagreement(String sentence) {
    return new IllegalStateException("The contenders disagree, so no time counts: " + sentence);
  }
}
