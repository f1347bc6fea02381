package dev.weir.bench.report;

import dev.weir.bench.decision.Decision;
import dev.weir.bench.decision.Looks;
import dev.weir.bench.decision.PairAdvice;
import dev.weir.bench.decision.Power;
import dev.weir.bench.decision.Verdict;
import dev.weir.bench.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A decision in sentences. None says more than the interval does. */
final class VerdictText {
  private static final double PERCENT = 100;

  private VerdictText() {}

  /** The verdict, what it bounds, what would have been seen, and what a verdict takes. */
  static List<Block> of(Decision decision) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Sentence(tone(decision), verdict(decision)));
    blocks.add(
        new Block.Sentence(
            Tone.PLAIN,
            "%s; %s would have seen a slowdown of %s with %.0f %% power."
                .formatted(
                    bound(decision),
                    Figures.counted(decision.pairs(), "pair"),
                    Figures.percent(decision.detectable() * PERCENT),
                    Power.POWER * PERCENT)));
    advice(decision).forEach(text -> blocks.add(new Block.Sentence(Tone.PLAIN, text)));
    return blocks;
  }

  /** The estimate where there are too few pairs to judge. */
  static Block.Sentence tooFew(double ratio, int pairs) {
    return new Block.Sentence(
        Tone.STRONG,
        "No verdict: %s, and at least %d are needed; the estimated change of time is %s."
            .formatted(Figures.counted(pairs, "pair"), Looks.MIN_PAIRS, change(ratio)));
  }

  static Tone tone(Decision decision) {
    return switch (decision.verdict()) {
      case REGRESSED -> Tone.BAD;
      case IMPROVED -> Tone.GOOD;
      case NO_SLOWDOWN -> Tone.GOOD;
      case INCONCLUSIVE -> Tone.STRONG;
    };
  }

  /** The change of time in percent with its interval: {@code +4.1 % [+2.9 %, +5.6 %]}. */
  static String change(Decision decision) {
    return withPercent(Figures.change(percent(decision)));
  }

  static Interval percent(Decision decision) {
    return decision.ratio().mapIncreasing(ratio -> (ratio - 1) * PERCENT);
  }

  private static String change(double ratio) {
    double percent = (ratio - 1) * PERCENT;
    return String.format(Locale.ROOT, "%+.1f %%", percent).replace('-', '−');
  }

  private static String verdict(Decision decision) {
    String pairs = Figures.counted(decision.pairs(), "pair");
    Interval percent = percent(decision);
    return switch (decision.verdict()) {
      case REGRESSED -> "B has regressed: %s, %s.".formatted(magnitude(percent, "slower"), pairs);
      case IMPROVED ->
          "B has improved: %s, %s."
              .formatted(magnitude(percent.mapDecreasing(value -> -value), "less time"), pairs);
      case NO_SLOWDOWN ->
          "B has no slowdown beyond the margin of %s: change of time %s, %s."
              .formatted(limit(decision.limits().margin()), change(decision), pairs);
      case INCONCLUSIVE ->
          "Inconclusive: change of time from A to B %s, %s.".formatted(change(decision), pairs);
    };
  }

  /** {@code 4.1 % slower [2.9 %, 5.6 %]}, all above 0. */
  private static String magnitude(Interval percent, String word) {
    return withPercent(Figures.interval(percent)).replace(" % [", " % " + word + " [");
  }

  /** With a percent sign after each figure. */
  private static String withPercent(String interval) {
    return interval.replaceAll("(?<=\\d)(?=[ ,\\]])", " %");
  }

  private static String bound(Decision decision) {
    Interval percent = percent(decision);
    if (percent.high() > 0) {
      return "B is at most %s %% slower (95 %%)".formatted(Figures.high(percent));
    }
    return "B is at most 0 %% slower, and takes at least %s %% less time (95 %%)"
        .formatted(Figures.low(percent.mapDecreasing(value -> -value)));
  }

  private static List<String> advice(Decision decision) {
    if (decision.verdict() != Verdict.INCONCLUSIVE) {
      return List.of();
    }
    String text =
        decision.advisedPairs().isPresent()
            ? "A verdict takes about %s pairs in all (%.0f %% power)."
                .formatted(Figures.count(decision.advisedPairs().getAsInt()), Power.POWER * PERCENT)
            : "%s pairs would not reach a verdict with %.0f %% power."
                .formatted(Figures.count(PairAdvice.MAX_PAIRS), Power.POWER * PERCENT);
    return List.of(text);
  }

  private static String limit(double share) {
    return Figures.value(share * PERCENT).replaceAll("\\.0+$", "") + " %";
  }
}
