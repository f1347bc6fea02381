package dev.weir.micro.runner;

import dev.weir.bench.decision.Verdict;
import dev.weir.bench.report.Figures;
import dev.weir.bench.report.Tone;
import dev.weir.bench.stats.Interval;
import java.util.Locale;

/** The change of a row as text. */
final class ChangeText {
  private static final double PERCENT = 100;

  private ChangeText() {}

  /** Such as {@code +4.1 [+2.9, +5.6] %}, without the interval where there is none. */
  static String change(RowChange change) {
    return change
            .interval()
            .map(it -> Figures.change(percent(it)))
            .orElseGet(() -> String.format(Locale.ROOT, "%+.1f", (change.ratio() - 1) * PERCENT))
        + " %";
  }

  private static Interval percent(Interval ratio) {
    return ratio.mapIncreasing(value -> (value - 1) * PERCENT);
  }

  static String verdict(RowChange change) {
    return change.verdict().map(ChangeText::word).orElse("too few forks");
  }

  private static String word(Verdict verdict) {
    return verdict == Verdict.NO_SLOWDOWN ? "no slowdown" : verdict.words();
  }

  static Tone tone(RowChange change) {
    return change
        .verdict()
        .map(
            verdict ->
                switch (verdict) {
                  case REGRESSED -> Tone.BAD;
                  case IMPROVED -> Tone.GOOD;
                  case NO_SLOWDOWN -> Tone.PLAIN;
                  case INCONCLUSIVE -> Tone.STRONG;
                })
        .orElse(Tone.FAINT);
  }
}
