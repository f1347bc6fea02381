package dev.weir.core.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** When a run shows how far it is. */
enum ProgressMode {
  /** Where a person watches. */
  AUTO,
  ALWAYS,
  NEVER;

  boolean shown(boolean terminal) {
    return switch (this) {
      case AUTO -> terminal;
      case ALWAYS -> true;
      case NEVER -> false;
    };
  }

  /** Reads {@code auto}, {@code always} or {@code never}. */
  static final class Converter implements ITypeConverter<ProgressMode> {
    @Override
    public ProgressMode convert(String text) {
      for (ProgressMode mode : values()) {
        if (mode.name().toLowerCase(Locale.ROOT).equals(text)) {
          return mode;
        }
      }
      throw new TypeConversionException("found '" + text + "'; allowed: auto, always, never");
    }
  }
}
