package dev.weir.core.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a count of 1 or more. */
final class PositiveInteger implements ITypeConverter<Integer> {
  private static final int MAX = 1_000_000;

  @Override
  public Integer convert(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= MAX) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number out of bounds.
    }
    throw new TypeConversionException(
        "found '%s'; allowed: a whole number from 1 to %d".formatted(text, MAX));
  }
}
