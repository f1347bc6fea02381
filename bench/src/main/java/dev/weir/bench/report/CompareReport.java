package dev.weir.bench.report;

import dev.weir.bench.result.Metric;
import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.result.Subject;
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

/** The report of a run of {@code compare.sh}: the second build compared with the first. */
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
   * @param runs of one benchmark run, at least one that is not of a warm-up pair
   */
  public static String of(List<RecordedRun> runs, Paint paint) {
    Map<Subject, List<RecordedRun>> bySubject = new LinkedHashMap<>();
    runs.forEach(
        run -> bySubject.computeIfAbsent(run.subject(), key -> new ArrayList<>()).add(run));
    List<String> parts =
        bySubject.values().stream()
            .map(subject -> new CompareReport(paint).subject(subject))
            .toList();
    return String.join("\n", parts);
  }

  private String subject(List<RecordedRun> runs) {
    List<Sample> samples = Sample.of(runs);
    ArmPairs pairs = ArmPairs.of(samples);
    Subject subject = runs.get(0).subject();
    Heading.title(
        page, "%s, %s".formatted(subject.id(), Heading.counted(pairs.size(), "pair")), paint);
    Heading.environment(page, runs);
    if (pairs.size() == 0) {
      page.line("No pair is complete; there is nothing to compare.");
      return page.toString();
    }
    Heading.field(page, "A", pairs.a().get(0).first().build().label());
    Heading.field(page, "B", pairs.b().get(0).first().build().label());
    Heading.field(page, "sample", Heading.sample(samples));
    Heading.field(
        page,
        "run",
        "%s, pairs in balanced random blocks (A B B A or B A A B) from seed %d"
            .formatted(runs.get(0).slot().runId(), runs.get(0).slot().seed()));
    if (pairs.unmatched() > 0) {
      Heading.field(page, "excluded", Heading.counted(pairs.unmatched(), "unpaired sample"));
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
      sentence(Heading.tooFew("1 pair"));
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
    if (time.pairs() < Verdict.MIN_SAMPLES) {
      sentence(Heading.tooFew(Heading.counted(time.pairs(), "pair")));
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
          needed >= PairedRatio.MAX_PAIRS
              ? "The pairs vary so much that %d of them would not narrow it to within %s."
                  .formatted(PairedRatio.MAX_PAIRS, threshold())
              : "About %d pairs would narrow it to within %s."
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
    ReportTable table =
        new ReportTable(LABEL_COLUMNS, List.of("A", "B", "B/A", "95 % low", "95 % high"));
    section(table, pairs, "source, ms", Metric.Group.SOURCE);
    section(table, pairs, "destination, ms", Metric.Group.DESTINATION);
    section(table, pairs, "cost, ms or MiB", Metric.Group.COST);
    table.print(page, paint);
    page.blank();
    page.wrapped("", "The 95 % intervals are not corrected for multiple comparisons.");
  }

  private void section(ReportTable table, ArmPairs pairs, String title, Metric.Group group) {
    table.heading(title);
    for (Metric metric : Metric.values()) {
      if (metric.group() == group) {
        Optional<PairedRatio> ratio = pairs.ratio(metric);
        Optional<Interval> interval = ratio.filter(it -> it.pairs() > 1).map(PairedRatio::interval);
        List<String> cells =
            List.of(
                mean(pairs.a(), metric),
                mean(pairs.b(), metric),
                ratio.map(it -> Numbers.ratio(it.point())).orElse(ReportTable.ABSENT),
                interval.map(it -> Numbers.ratio(it.low())).orElse(ReportTable.ABSENT),
                interval.map(it -> Numbers.ratio(it.high())).orElse(ReportTable.ABSENT));
        boolean judged = pairs.size() >= Verdict.MIN_SAMPLES;
        table.row(
            "  " + metric.label(), cells, judged ? interval.map(this::direction).orElse("") : "");
      }
    }
  }

  /** Whether B has more or less than A by the rule of {@link Verdict}; empty where neither. */
  private String direction(Interval ratio) {
    return switch (Verdict.of(ratio)) {
      case REGRESSED -> " " + paint.red("more");
      case IMPROVED -> " " + paint.green("less");
      case EQUIVALENT, INCONCLUSIVE -> "";
    };
  }

  private static String mean(List<Sample> samples, Metric metric) {
    return Sample.values(samples, metric)
        .map(values -> Numbers.digits(MetricsTable.inTableUnit(metric, Means.mean(values))))
        .orElse(ReportTable.ABSENT);
  }
}
