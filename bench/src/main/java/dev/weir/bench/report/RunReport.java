package dev.weir.bench.report;

import dev.weir.bench.sample.Sample;
import dev.weir.bench.sample.Subject;
import dev.weir.bench.stats.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report of a run of {@code bench.sh}: one connector after the other, all modes of each. */
public final class RunReport {
  private RunReport() {}

  /**
   * The report as text.
   *
   * @param samples of one run of the harness; at least one outside of warm-up rounds
   */
  public static String of(List<Sample> samples, Paint paint) {
    Map<String, List<Sample>> byConnector = new LinkedHashMap<>();
    for (Sample sample : samples) {
      Subject subject = sample.subject();
      byConnector
          .computeIfAbsent(subject.connector() + " " + subject.rows(), key -> new ArrayList<>())
          .add(sample);
    }
    List<String> parts =
        byConnector.values().stream().map(connector -> connector(connector, paint)).toList();
    return String.join("\n", parts);
  }

  private static String connector(List<Sample> samples, Paint paint) {
    List<MeasuredProcess> processes = MeasuredProcess.of(samples);
    Map<Subject, List<MeasuredProcess>> bySubject = new LinkedHashMap<>();
    processes.forEach(
        process ->
            bySubject
                .computeIfAbsent(process.first().subject(), key -> new ArrayList<>())
                .add(process));
    // By name, as the order within a round is shuffled; the limit goes last.
    List<List<MeasuredProcess>> modes = new ArrayList<>(bySubject.values());
    modes.sort((left, right) -> compare(left.get(0), right.get(0)));

    Page page = new Page();
    heading(page, samples, processes, paint);
    Estimates estimates = new Estimates(page, paint);
    for (List<MeasuredProcess> mode : modes) {
      page.blank();
      Subject subject = mode.get(0).first().subject();
      estimates.mode(subject.id(), mode);
    }
    page.blank();
    new MetricsTable(modes).print(page, paint);
    int fewest = modes.stream().mapToInt(List::size).min().orElse(0);
    if (fewest < Verdict.LEAST_SAMPLES) {
      page.blank();
      page.wrapped("", "Shown, not judged; " + Heading.tooFew(fewest, "sample") + " of each mode.");
    }
    return page.toString();
  }

  private static int compare(MeasuredProcess left, MeasuredProcess right) {
    Subject first = left.first().subject();
    Subject second = right.first().subject();
    int byLimit = Boolean.compare(first.limit(), second.limit());
    return byLimit != 0 ? byLimit : first.mode().compareTo(second.mode());
  }

  private static void heading(
      Page page, List<Sample> samples, List<MeasuredProcess> processes, Paint paint) {
    Sample first = samples.get(0);
    int rounds = (int) processes.stream().map(MeasuredProcess::iteration).distinct().count();
    Heading.title(
        page,
        "%s, %s rows, %s"
            .formatted(
                first.subject().connector(),
                Numbers.count(first.subject().rows()),
                Heading.counted(rounds, "round")),
        paint);
    Heading.surroundings(page, samples);
    Heading.field(page, "build", first.build().label());
    Heading.field(page, "sample", Heading.sample(processes));
    Heading.field(
        page,
        "run",
        "%s, all modes in each round, in a balanced order from seed %d"
            .formatted(first.slot().runId(), first.slot().seed()));
  }
}
