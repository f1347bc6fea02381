package dev.weir.bench.report;

import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.result.Subject;
import dev.weir.bench.stats.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report of a run of {@code bench.sh}: one connector after another, all modes of each. */
public final class RunReport {
  private RunReport() {}

  /**
   * The report as text.
   *
   * @param runs of one benchmark run, at least one that is not of a warm-up pair
   */
  public static String of(List<RecordedRun> runs, Paint paint) {
    Map<String, List<RecordedRun>> byConnector = new LinkedHashMap<>();
    for (RecordedRun run : runs) {
      Subject subject = run.subject();
      byConnector
          .computeIfAbsent(subject.connector() + " " + subject.rows(), key -> new ArrayList<>())
          .add(run);
    }
    List<String> parts =
        byConnector.values().stream().map(connector -> connector(connector, paint)).toList();
    return String.join("\n", parts);
  }

  private static String connector(List<RecordedRun> runs, Paint paint) {
    List<Sample> samples = Sample.of(runs);
    Map<Subject, List<Sample>> bySubject = new LinkedHashMap<>();
    samples.forEach(
        sample ->
            bySubject
                .computeIfAbsent(sample.first().subject(), key -> new ArrayList<>())
                .add(sample));
    // By name, as the order within a round is shuffled; the limit comes last.
    List<List<Sample>> modes = new ArrayList<>(bySubject.values());
    modes.sort((left, right) -> compare(left.get(0), right.get(0)));

    Page page = new Page();
    heading(page, runs, samples, paint);
    Estimates estimates = new Estimates(page, paint);
    for (List<Sample> mode : modes) {
      page.blank();
      Subject subject = mode.get(0).first().subject();
      estimates.mode(subject.id(), mode);
    }
    page.blank();
    new MetricsTable(modes).print(page, paint);
    int fewest = modes.stream().mapToInt(List::size).min().orElse(0);
    if (fewest < Verdict.MIN_SAMPLES) {
      page.blank();
      page.wrapped("", Heading.tooFew(Heading.counted(fewest, "sample") + " of each mode"));
    }
    return page.toString();
  }

  private static int compare(Sample left, Sample right) {
    Subject first = left.first().subject();
    Subject second = right.first().subject();
    int byLimit = Boolean.compare(first.limit(), second.limit());
    return byLimit != 0 ? byLimit : first.mode().compareTo(second.mode());
  }

  private static void heading(
      Page page, List<RecordedRun> runs, List<Sample> samples, Paint paint) {
    RecordedRun first = runs.get(0);
    int rounds = (int) samples.stream().map(Sample::iteration).distinct().count();
    Heading.title(
        page,
        "%s, %s rows, %s"
            .formatted(
                first.subject().connector(),
                Numbers.count(first.subject().rows()),
                Heading.counted(rounds, "round")),
        paint);
    Heading.environment(page, runs);
    Heading.field(page, "build", first.build().label());
    Heading.field(page, "sample", Heading.sample(samples));
    Heading.field(
        page,
        "run",
        "%s, all modes in each round, in a balanced order from seed %d"
            .formatted(first.slot().runId(), first.slot().seed()));
  }
}
