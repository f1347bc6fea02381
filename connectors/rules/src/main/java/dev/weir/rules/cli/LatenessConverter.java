package dev.weir.rules.cli;

import dev.weir.core.unit.Durations;
import dev.weir.rules.rule.RuleSettings;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the option {@code --lateness}. */
final class LatenessConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    try {
      return RuleSettings.DEFAULT.withLateness(Durations.parse(text)).lateness();
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "'" + text + "' is no lateness; allowed: 0s to 168h, such as 30s or 5m");
    }
  }
}
