package dev.weir.micro.runner;

import dev.weir.bench.report.Figures;
import dev.weir.micro.cpu.CpuContention;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.util.ListStatistics;

/** The line that stands for all iterations of a fork. */
final class IterationsText {
  private IterationsText() {}

  /** A line such as {@code 60 iterations: 2.384 to 3.080 ns/op, 47 on a quiet core}. */
  static String of(List<IterationResult> iterations) {
    ListStatistics scores = new ListStatistics();
    iterations.forEach(it -> scores.addValue(it.getPrimaryResult().getScore()));
    List<Double> slowdowns =
        iterations.stream()
            .map(it -> it.getSecondaryResults().get(CpuContention.SLOWDOWN))
            .flatMap(slowdown -> Optional.<Result<?>>ofNullable(slowdown).stream())
            .map(Result::getScore)
            .toList();
    String quiet =
        slowdowns.isEmpty()
            ? ""
            : ", %d on a quiet core"
                .formatted(slowdowns.stream().filter(CpuContention::isQuiet).count());
    return String.format(
        Locale.ROOT,
        "%s: %.3f to %.3f %s%s",
        Figures.counted(iterations.size(), "iteration"),
        scores.getMin(),
        scores.getMax(),
        iterations.get(0).getPrimaryResult().getScoreUnit(),
        quiet);
  }
}
