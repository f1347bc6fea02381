package dev.weir.bench.history;

import dev.weir.bench.decision.Limits;
import dev.weir.bench.decision.Looks;
import dev.weir.bench.decision.Verdict;
import dev.weir.bench.history.SessionChange.Control;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison of two benchmark runs as lines of text. */
public final class SessionText {
  private static final double PERCENT = 100;

  private SessionText() {}

  /**
   * The lines.
   *
   * @param title such as {@code compared with baseline main}
   */
  public static List<String> of(String title, SessionComparison comparison, Limits limits) {
    List<String> lines = new ArrayList<>();
    lines.add(title);
    measured(comparison).forEach(line -> lines.add("  before: " + line));
    if (!comparison.changes().isEmpty()) {
      lines.add("  The runs are not paired: exact rank-sum test of the log times, interval by its");
      lines.add(
          "  inversion, %s %% for all modes together; threshold %s %%, margin %s %%."
              .formatted(
                  digits(1 - Looks.ALPHA), digits(limits.threshold()), digits(limits.margin())));
      lines.add("  What changed on the machine between the runs is part of a change, except for");
      lines.add("  what slowed down the limit as well, where a mode is relative to it.");
    }
    comparison.changes().forEach(change -> change(lines, change));
    comparison
        .limits()
        .forEach(
            limit ->
                lines.add(
                    "limit %s: %s; not judged"
                        .formatted(limit.now().subject().id(), estimate(limit))));
    comparison.missing().forEach(sentence -> lines.add("not compared: " + sentence));
    return lines;
  }

  private static List<String> measured(SessionComparison comparison) {
    return comparison.changes().stream()
        .map(change -> change.base().runId() + ", " + change.base().build().label())
        .distinct()
        .toList();
  }

  private static void change(List<String> lines, SessionChange change) {
    lines.add(change.now().subject().id());
    lines.add(
        "  %s: %s"
            .formatted(
                change
                    .verdict()
                    .map(Verdict::words)
                    .orElse(
                        "no verdict, which takes %d samples of each".formatted(Looks.MIN_PAIRS)),
                estimate(change)));
    lines.add(
        "  p = %s (level %s), %d samples before and %d now; %s"
            .formatted(
                String.format(Locale.ROOT, "%.2g", change.p()),
                String.format(Locale.ROOT, "%.2g", change.level()),
                change.baseSamples(),
                change.nowSamples(),
                change.control() == Control.LIMIT
                    ? "relative to the limit"
                    : "not relative to a limit"));
  }

  /** {@code +4.1 % [+2.9 %, +5.6 %]}: the change of time. */
  private static String estimate(SessionChange change) {
    return percent(change.ratio())
        + change
            .interval()
            .map(it -> " [%s, %s]".formatted(percent(it.low()), percent(it.high())))
            .orElse(", no interval");
  }

  /** A share in percent, with up to three digits. */
  private static String digits(double share) {
    return BigDecimal.valueOf(share * PERCENT)
        .round(new MathContext(3))
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String percent(double ratio) {
    return String.format(Locale.ROOT, "%+.1f %%", (ratio - 1) * PERCENT);
  }
}
