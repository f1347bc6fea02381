package dev.weir.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.bench.history.Measurements;
import dev.weir.bench.history.Series;
import dev.weir.bench.result.RecordedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class HistoryReportTest {
  /** Runs of three rounds each; from the given one on, a run takes 30 % more. */
  private static List<Report> history(int runs, int slowerFrom) {
    List<RecordedRun> all = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      Fixture fixture =
          new Fixture(run)
              .run(
                  String.format(Locale.ROOT, "20260504T10%02d00Z-7", run),
                  String.format(Locale.ROOT, "2026-05-04T10:%02d:30Z", run));
      for (int round = 1; round <= 3; round++) {
        fixture.round("copy", false, round, run >= slowerFrom ? 0.22 : 0.1);
      }
      all.addAll(fixture.runs());
    }
    return HistoryReport.of(Series.of(Measurements.of(all), 60));
  }

  @Test
  void history_withAStep_marksTheChangePointAndSaysIt() {
    Document page = Html.parse(HtmlFormat.of("history", history(24, 12)));
    assertThat(withClass(page, "line", "changepoint")).hasSize(1);
    assertThat(withClass(page, "circle", "mark a")).hasSize(24);
    assertThat(Html.texts(page, "p"))
        .anyMatch(text -> text.matches("The time changed by \\+\\d+\\.\\d % with 48e3c5812a .*"))
        .anyMatch(text -> text.contains("(run 20260504T101200Z-7)"));
  }

  @Test
  void history_ofOneLevel_hasNoChangePoint() {
    Document page = Html.parse(HtmlFormat.of("history", history(24, 99)));
    assertThat(withClass(page, "line", "changepoint")).isEmpty();
    assertThat(Html.texts(page, "p")).contains("No change of level of the time was found.");
  }

  @Test
  void history_chartStatesTheFiguresOfTheTable() {
    Document page = Html.parse(HtmlFormat.of("history", history(4, 99)));
    List<String> tips =
        withClass(page, "circle", "mark a").stream()
            .map(mark -> Html.texts(mark, "title").get(0))
            .toList();
    List<String> cells = Html.texts(page, "td");
    assertThat(tips)
        .hasSize(4)
        .allSatisfy(
            tip -> assertThat(cells).contains(tip.replace("48e3c5812a: ", "").replace(" ms", "")));
  }

  private static List<Element> withClass(Document page, String tag, String style) {
    return Html.elements(page, tag).stream()
        .filter(element -> element.getAttribute("class").equals(style))
        .toList();
  }
}
