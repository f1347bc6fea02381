package dev.weir.micro.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.bench.report.HtmlFormat;
import dev.weir.bench.report.PageLayout;
import dev.weir.bench.report.Paint;
import dev.weir.bench.report.Report;
import dev.weir.bench.report.TextFormat;
import dev.weir.micro.cpu.CpuContention;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MicroReportTest {
  private static final RowKey SMALL = ForkFixture.row("encode", "100");
  private static final RowKey LARGE = ForkFixture.row("encode", "10000");

  private final MicroRecords records = records();

  @Test
  void report_ofATerminal_fits80Columns() {
    assertThat(text().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }

  @Test
  void report_rows_haveFiguresThatSayWhatTheyAre() {
    assertThat(text())
        .contains("ipc.CodecBenchmark")
        .containsPattern("time \\[95 %\\] +ns/row +GB/s +CoV")
        .containsPattern(
            "encode rows=100 +800\\.0 \\[795\\.8, 804\\.2\\] ns +8\\.00 +5\\.00 +0\\.3 %");
  }

  @Test
  void report_iterationsOnASharedCore_sayHowManyAreLeftOut() {
    ForkRecord fork =
        ForkFixture.fork(
            SMALL,
            ForkSlot.of("run", 1),
            800,
            Map.of(CpuContention.SLOWDOWN, new SecondaryScores("times", List.of(1.6))));
    Report report = new MicroReport("Benchmarks", new MicroRecords(List.of(fork))).build(false);

    assertThat(text(report)).containsPattern("shared +100\\S* % of iterations");
  }

  @Test
  void report_noisyRows_areListedAndCounted() {
    assertThat(text())
        .contains("is at most 10 % in 1 of 2\nrows: 50 %.")
        .contains("ipc.CodecBenchmark.encode rows=10000");
  }

  @Test
  void report_targets_areMetOrMissed() {
    assertThat(text())
        .containsPattern("800\\.0 \\[795\\.8, 804\\.2\\] ns +900 ns +500 ns +met\n")
        .contains("1 met, 0 missed, 0 undecided, 1 not measured.");
  }

  @Test
  void report_change_saysHowItWasCompared() {
    assertThat(text())
        .contains("Compared with baseline main")
        .contains("too few forks")
        .contains("Two runs: exact rank-sum test")
        .contains("No verdict on 2 rows of 2")
        .contains("Noise: before, median CoV of a row");
  }

  @Test
  void report_circumstances_nameBuildJdkMachineFlagsAndLoad() {
    assertThat(text())
        .contains("0123456789")
        .contains("Vendor 17.0.1+2")
        .contains("Test CPU, 2 cores, 16.0 GiB, Linux 6")
        .contains("-Xmx1g")
        .contains("0.500 to 0.500 before each fork; CPU steal up to 1.0 %");
  }

  @Test
  void html_hasTheSameFiguresEachForkAndSources() {
    String page = HtmlFormat.of("Benchmarks", List.of(report(true)));

    assertThat(page)
        .contains("<td>800.0 [795.8, 804.2] ns</td>")
        .contains("Each fork")
        .contains("where the bound comes from")
        .contains("a test")
        .doesNotContain("<script");
  }

  @Test
  void markdown_hasTheLatestFigureWithCommitJdkAndMachine() {
    assertThat(ReadmeTable.markdown(records.latest()))
        .contains(
            "| benchmark | fixture | forks | time [95 %] | CoV | ns/row | GB/s | commit | JDK | machine |")
        .contains("**ipc.CodecBenchmark**")
        .contains(
            "| encode | rows=100 | 4 forks | 800.0 [795.8, 804.2] ns | 0.3 % | 8.00 | 5.00 | 0123456789 |")
        .contains(ForkFixture.ENVIRONMENT.key() + " is Test CPU, 2 cores");
  }

  @Test
  void latest_isTheLastRunOfEachRow() {
    List<ForkRecord> forks = new ArrayList<>(ForkFixture.forks(SMALL, "one", 1, 2));
    forks.addAll(ForkFixture.forks(LARGE, "one", 3, 4));
    forks.addAll(ForkFixture.forks(SMALL, "two", 5));

    assertThat(new MicroRecords(forks).latest().byRow().get(SMALL)).hasSize(1);
    assertThat(new MicroRecords(forks).latest().byRow().get(LARGE)).hasSize(2);
  }

  @Test
  void rows_areInTheOrderOfTheirParameters() {
    assertThat(SMALL).isLessThan(LARGE);
    assertThat(ForkFixture.row("encode", "30")).isLessThan(SMALL);
  }

  private String text() {
    return text(report(false));
  }

  private static String text(Report report) {
    return TextFormat.of(List.of(report), new PageLayout(80, false, new Paint(false)));
  }

  private Report report(boolean complete) {
    RowChanges changes =
        RowChanges.ofRuns(records, records, "baseline main", MicroOptions.DEFAULT_LIMITS);
    return new MicroReport("Benchmarks", records)
        .withChanges(changes, "baseline main")
        .withTargets(TargetCheck.of(List.of(target("100"), target("7")), records))
        .build(complete);
  }

  private static BenchmarkTarget target(String rows) {
    return new BenchmarkTarget(
        SMALL.benchmark(),
        Map.of("rows", List.of(rows)),
        TargetMetric.TIME,
        Optional.empty(),
        Map.of(),
        900,
        500,
        "a test");
  }

  private static MicroRecords records() {
    List<ForkRecord> forks = new ArrayList<>();
    double[] quiet = {797, 799, 801, 803};
    for (int fork = 0; fork < quiet.length; fork++) {
      forks.add(
          ForkFixture.fork(
              SMALL,
              ForkSlot.of("run", fork + 1),
              quiet[fork],
              Map.of(
                  "rows", new SecondaryScores("ns/op", List.of(8.0)),
                  "bytes", new SecondaryScores("ns/op", List.of(0.2)))));
    }
    forks.addAll(ForkFixture.forks(LARGE, "run", 70_000, 90_000, 110_000));
    return new MicroRecords(forks);
  }
}
