package dev.weir.rules.eql.parse;

import dev.weir.rules.eql.grammar.EqlParser.SettingContext;
import dev.weir.rules.sequence.SequencePlan;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.antlr.v4.runtime.Token;

/** Reads what follows {@code with}. */
final class SequenceSettings {
  private static final String MAXSPAN = "maxspan";
  private static final String RUNS = "runs";
  private static final Map<String, TimeUnit> UNITS =
      Map.of(
          "nanos", TimeUnit.NANOSECONDS,
          "micros", TimeUnit.MICROSECONDS,
          "ms", TimeUnit.MILLISECONDS,
          "s", TimeUnit.SECONDS,
          "m", TimeUnit.MINUTES,
          "h", TimeUnit.HOURS,
          "d", TimeUnit.DAYS);

  private final QueryProblems problems;

  SequenceSettings(QueryProblems problems) {
    this.problems = problems;
  }

  /** Returns the maxspan among the settings of a sequence; empty without one. */
  OptionalLong maxspanNanos(List<SettingContext> settings) {
    OptionalLong maxspan = OptionalLong.empty();
    for (SettingContext setting : settings) {
      if (isAlone(settings, setting) && isNamed(setting, MAXSPAN)) {
        maxspan = OptionalLong.of(nanos(setting));
      }
    }
    return maxspan;
  }

  private long nanos(SettingContext setting) {
    Token unit = setting.unit;
    TimeUnit known = unit == null ? null : UNITS.get(unit.getText());
    if (known == null) {
      String found = unit == null ? "a number without a unit" : "the unit " + unit.getText();
      problems.add(
          unit == null ? setting.value : unit,
          "maxspan has " + found + "; allowed: nanos, micros, ms, s, m, h, d, as in maxspan=5m");
      return 1;
    }
    BigInteger limit = BigInteger.valueOf(known.convert(Long.MAX_VALUE, TimeUnit.NANOSECONDS));
    return known.toNanos(positive(setting, limit));
  }

  /** Returns how often a step is repeated. */
  int runs(List<SettingContext> settings) {
    int runs = 1;
    for (SettingContext setting : settings) {
      if (isAlone(settings, setting) && isNamed(setting, RUNS)) {
        if (setting.unit != null) {
          problems.add(setting.unit, "runs is a number without a unit");
        }
        runs = (int) positive(setting, BigInteger.valueOf(SequencePlan.STEPS_MAX));
      }
    }
    return runs;
  }

  private long positive(SettingContext setting, BigInteger max) {
    String text = setting.value.getText();
    boolean isInteger = setting.INTEGER() != null;
    BigInteger value = isInteger ? new BigInteger(text) : BigInteger.ZERO;
    if (value.signum() <= 0 || value.compareTo(max) > 0) {
      problems.add(
          setting.value,
          "%s=%s is not allowed; allowed: whole numbers from 1 to %s"
              .formatted(setting.name.getText(), text, max));
      return 1;
    }
    return value.longValue();
  }

  private boolean isNamed(SettingContext setting, String name) {
    if (setting.name.getText().equals(name)) {
      return true;
    }
    String place = name.equals(RUNS) ? "a step" : "a sequence";
    problems.add(
        setting.name,
        "with %s is unknown at %s; allowed: with %s"
            .formatted(setting.name.getText(), place, name));
    return false;
  }

  private boolean isAlone(List<SettingContext> settings, SettingContext setting) {
    if (settings.get(0) == setting) {
      return true;
    }
    problems.add(setting, "with is given twice; remove one");
    return false;
  }
}
