package dev.weir.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.bench.decision.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The page as a document; {@link HtmlPageTest} shows it in a browser. */
class HtmlFormatTest {
  private static final List<Report> COMPARISON =
      CompareReport.of(
          new Fixture(2).pairs(12, 1.1).runs(), Limits.DEFAULT, 20, Fixture.NOT_CALIBRATED);

  private static List<Report> run() {
    Fixture fixture = new Fixture(1);
    for (int round = 1; round <= 6; round++) {
      fixture.round("copy", false, round, 0.1).round("pipe", true, round, 0.02);
    }
    return RunReport.of(fixture.runs(), true);
  }

  @Test
  void page_hasTheFiguresOfTheReport() {
    Stream.of(COMPARISON, run())
        .forEach(
            reports -> {
              Document page = Html.parse(HtmlFormat.of("title", reports));
              assertThat(Html.texts(page, "td")).isEqualTo(cells(reports)).isNotEmpty();
              assertThat(sentences(page)).containsAll(sentences(reports));
            });
  }

  @Test
  void samples_areOnePointEach() {
    Document page = Html.parse(HtmlFormat.of("title", COMPARISON));
    Element samples = chart(page, "Samples of warm time in order");
    assertThat(withClass(samples, "circle", "mark a").stream().filter(HtmlFormatTest::hasTip))
        .hasSize(12);
    assertThat(withClass(samples, "circle", "mark b").stream().filter(HtmlFormatTest::hasTip))
        .hasSize(12);
  }

  @Test
  void densityChart_statesTheMeansOfTheTable() {
    Document page = Html.parse(HtmlFormat.of("title", COMPARISON));
    String description = Html.texts(chart(page, "Density of warm time"), "desc").get(0);
    List<String> cells = Html.texts(page, "td");
    assertThat(cells)
        .filteredOn(cell -> description.contains("A: mean " + cell + " ms."))
        .hasSize(1);
    assertThat(cells)
        .filteredOn(cell -> description.contains("B: mean " + cell + " ms."))
        .hasSize(1);
  }

  @Test
  void stageBars_areProportional() {
    Element bars = chart(Html.parse(HtmlFormat.of("title", COMPARISON)), "Destination, ms");
    double a = 0;
    double b = 0;
    for (Element bar : withClass(bars, "rect", "bar a")) {
      a = Html.texts(bar, "title").get(0).startsWith("flush") ? width(bar) : a;
    }
    for (Element bar : withClass(bars, "rect", "bar b")) {
      b = Html.texts(bar, "title").get(0).startsWith("flush") ? width(bar) : b;
    }
    assertThat(b / a).isBetween(1.09, 1.12);
  }

  @Test
  void page_refersToNothingElse() {
    for (List<Report> reports : List.of(COMPARISON, run())) {
      String page = HtmlFormat.of("title", reports);
      assertThat(page).doesNotContain("<script").doesNotContain("url(").doesNotContain("@import");
      Document document = Html.parse(page);
      for (String attribute : List.of("src", "href")) {
        assertThat(Html.attributes(document, attribute)).allMatch(value -> value.startsWith("#"));
      }
    }
  }

  @Test
  void names_areEscaped() {
    Report report =
        new Report(
            "</title><script>alert(1)</script>",
            List.of(
                new Section(
                    "",
                    false,
                    List.of(
                        new Block.Sentence(Tone.PLAIN, "a < b & \"c\""),
                        new Grid(
                            "\"><script>",
                            List.of("h"),
                            List.of(new Grid.Row("<b>", List.of("1"), Tone.PLAIN)))))));
    Document page = Html.parse(HtmlFormat.of("x", List.of(report)));
    assertThat(page.getElementsByTagName("script").getLength()).isZero();
    assertThat(sentences(page)).containsExactly("a < b & \"c\"");
  }

  private static Element chart(Document page, String title) {
    return Html.elements(page, "svg").stream()
        .filter(svg -> svg.getAttribute("aria-label").startsWith(title))
        .findFirst()
        .orElseThrow();
  }

  private static List<Element> withClass(Element chart, String tag, String style) {
    return Html.elements(chart, tag).stream()
        .filter(element -> element.getAttribute("class").equals(style))
        .toList();
  }

  private static boolean hasTip(Element mark) {
    return Html.texts(mark, "title").stream().anyMatch(tip -> !tip.isEmpty());
  }

  private static double width(Element bar) {
    return Double.parseDouble(bar.getAttribute("width"));
  }

  private static List<String> sentences(Document page) {
    NodeList all = page.getElementsByTagName("p");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      texts.add(all.item(i).getTextContent().strip());
    }
    return texts;
  }

  private static List<String> sentences(List<Report> reports) {
    return blocks(reports)
        .filter(Block.Sentence.class::isInstance)
        .map(block -> ((Block.Sentence) block).text())
        .toList();
  }

  private static List<String> cells(List<Report> reports) {
    return blocks(reports)
        .filter(Grid.class::isInstance)
        .flatMap(block -> ((Grid) block).rows().stream())
        .flatMap(row -> row.cells().stream())
        .toList();
  }

  private static Stream<Block> blocks(List<Report> reports) {
    return reports.stream()
        .flatMap(report -> report.sections().stream())
        .flatMap(section -> section.blocks().stream());
  }
}
