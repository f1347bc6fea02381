package dev.weir.micro;

import java.util.Objects;
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
      throw new IllegalStateException(
          "The contenders disagree, so no time counts: "
              + (who + " finds " + what + " to be " + found + ", expected " + expected));
    }
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
}
