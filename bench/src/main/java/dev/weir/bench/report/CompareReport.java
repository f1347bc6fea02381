package dev.weir.bench.report;

import dev.weir.bench.sample.Metric;
import dev.weir.bench.sample.Sample;
import dev.weir.bench.sample.Subject;
import dev.weir.bench.stats.Interval;
import dev.weir.bench.stats.Means;
import dev.weir.bench.stats.PairedRatio;
import dev.weir.bench.stats.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The report of a run of {@code compare.sh}: the second build against the first. */
public final class CompareReport {
  private static final String CHANGE_INDENT = " ".repeat(17);
  private static final int LABEL_COLUMNS = 18;
  private static final double PERCENT = 100;

  private final Page page = new Page();
  private final Paint paint;

  private CompareReport(Paint paint) {
    this.paint = paint;
  }

  /**
   * The comparison as text.
   *
   * @param samples of one run of the harness
   */
  public static String of(List<Sample> samples, Paint paint) {
    Map<Subject, List<Sample>> bySubject = new LinkedHashMap<>();
    samples.forEach(
        sample ->
            bySubject.computeIfAbsent(sample.subject(), key -> new ArrayList<>()).add(sample));
    List<String> parts =
        bySubject.values().stream()
            .map(subject -> new CompareReport(paint).subject(subject))
            .toList();
    return String.join("\n", parts);
  }

  private String subject(List<Sample> samples) {
    List<MeasuredProcess> processes = MeasuredProcess.of(samples);
    ArmPairs pairs = ArmPairs.of(processes);
    Subject subject = samples.get(0).subject();
    Heading.title(
        page, "%s, %s".formatted(subject.id(), Heading.counted(pairs.size(), "pair")), paint);
    Heading.surroundings(page, samples);
    if (pairs.size() == 0) {
      page.line("No pair has both of its halves; there is nothing to compare.");
      return page.toString();
    }
    Heading.field(page, "A", pairs.a().get(0).first().build().label());
    Heading.field(page, "B", pairs.b().get(0).first().build().label());
    Heading.field(page, "sample", Heading.sample(processes));
    Heading.field(
        page,
        "run",
        "%s, pairs in balanced random blocks (A B B A or B A A B) from seed %d"
            .formatted(samples.get(0).slot().runId(), samples.get(0).slot().seed()));
    if (pairs.unmatched() > 0) {
      Heading.field(
          page, "left out", Heading.counted(pairs.unmatched(), "process") + " without a partner");
    }
    page.blank();
    Estimates estimates = new Estimates(page, paint);
    estimates.mode("A", pairs.a());
    estimates.mode("B", pairs.b());
    change(pairs);
    page.blank();
    stages(pairs);
    return page.toString();
  }

  private void change(ArmPairs pairs) {
    PairedRatio time = pairs.time();
    page.line(CHANGE_INDENT + "change:");
    if (time.pairs() < 2) {
      key("time:", Numbers.percent(time.point()) + " (1 pair, no interval)");
      sentence(Heading.tooFew(1, "pair") + ".");
      return;
    }
    Interval interval = time.interval();
    key(
        "time:",
        bracket(Numbers.percentChange(interval))
            + String.format(
                Locale.ROOT, " (p = %.2g, %d pairs)", time.signedRankP(), time.pairs()));
    key("thrpt:", bracket(Numbers.percentChange(interval.mapDecreasing(ratio -> 1 / ratio))));
    key(
        "ratio:",
        "%s [%s %s] B/A"
            .formatted(
                Numbers.ratio(interval.point()),
                Numbers.ratio(interval.low()),
                Numbers.ratio(interval.high())));
    if (time.pairs() < Verdict.LEAST_SAMPLES) {
      sentence(Heading.tooFew(time.pairs(), "pair") + ".");
    } else {
      verdict(time, interval);
    }
  }

  private void verdict(PairedRatio time, Interval interval) {
    Verdict verdict = Verdict.of(interval);
    String word =
        switch (verdict) {
          case IMPROVED -> paint.green(verdict.word());
          case REGRESSED -> paint.red(verdict.word());
          case EQUIVALENT, INCONCLUSIVE -> paint.bold(verdict.word());
        };
    page.line(" ".repeat(24) + word + ": " + reason(verdict));
    if (verdict == Verdict.INCONCLUSIVE) {
      int needed = time.pairsFor(Verdict.NOISE_THRESHOLD);
      sentence(
          needed >= PairedRatio.MOST_PAIRS
              ? "The pairs differ too much for any number of them to tell."
              : "About %d pairs would bring it to within %s."
                  .formatted(Math.max(needed, time.pairs() + 1), threshold()));
    }
  }

  private static String reason(Verdict verdict) {
    return switch (verdict) {
      case IMPROVED -> "B is faster, by more than " + threshold() + ".";
      case REGRESSED -> "B is slower, by more than " + threshold() + ".";
      case EQUIVALENT -> "B is within " + threshold() + " of A.";
      case INCONCLUSIVE -> "the interval is too wide to tell.";
    };
  }

  private static String threshold() {
    return String.format(Locale.ROOT, "%.0f %%", Verdict.NOISE_THRESHOLD * PERCENT);
  }

  private void sentence(String words) {
    page.wrapped(" ".repeat(24), words);
  }

  private void key(String key, String value) {
    page.line(" ".repeat(24) + String.format(Locale.ROOT, "%-8s", key) + value);
  }

  private static String bracket(List<String> parts) {
    return "[" + String.join(" ", parts) + "]";
  }

  private void stages(ArmPairs pairs) {
    Table table = new Table(LABEL_COLUMNS, List.of("A", "B", "B/A", "95 % from", "95 % to"));
    section(table, pairs, "source, ms", Metric.Group.SOURCE);
    section(table, pairs, "destination, ms", Metric.Group.DESTINATION);
    section(table, pairs, "cost, ms or MiB", Metric.Group.COST);
    table.print(page, paint);
    page.blank();
    page.wrapped(
        "", "Each line has its own 95 % interval; none is corrected for the number of lines.");
  }

  private void section(Table table, ArmPairs pairs, String title, Metric.Group group) {
    table.heading(title);
    for (Metric metric : Metric.values()) {
      if (metric.group() == group) {
        Optional<PairedRatio> ratio = pairs.ratio(metric);
        Optional<Interval> interval = ratio.filter(it -> it.pairs() > 1).map(PairedRatio::interval);
        List<String> cells =
            List.of(
                mean(pairs.a(), metric),
                mean(pairs.b(), metric),
                ratio.map(it -> Numbers.ratio(it.point())).orElse(Table.ABSENT),
                interval.map(it -> Numbers.ratio(it.low())).orElse(Table.ABSENT),
                interval.map(it -> Numbers.ratio(it.high())).orElse(Table.ABSENT));
        boolean judged = pairs.size() >= Verdict.LEAST_SAMPLES;
        table.row(
            "  " + metric.label(), cells, judged ? interval.map(this::direction).orElse("") : "");
      }
    }
  }

  /** Where B's figure went, if its interval excludes "nowhere" and it went beyond the noise. */
  private String direction(Interval ratio) {
    return switch (Verdict.of(ratio)) {
      case REGRESSED -> " " + paint.red("more");
      case IMPROVED -> " " + paint.green("less");
      case EQUIVALENT, INCONCLUSIVE -> "";
    };
  }

  private static String mean(List<MeasuredProcess> processes, Metric metric) {
    return MeasuredProcess.values(processes, metric)
        .map(values -> Numbers.digits(MetricsTable.inTableUnit(metric, Means.mean(values))))
        .orElse(Table.ABSENT);
  }
}
