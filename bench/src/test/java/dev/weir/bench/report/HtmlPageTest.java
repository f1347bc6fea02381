package dev.weir.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.bench.decision.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a real browser without a network. Skipped where there is no Chromium. */
class HtmlPageTest {
  /** The least contrast of text: WCAG 2.2, success criterion 1.4.3. */
  private static final double MIN_CONTRAST = 4.5;

  /** The contrast of the text of all elements that have some, by the formula of WCAG 2.2. */
  private static final String CONTRASTS =
      """
      (() => {
        const seen = {};
        const channels = color => seen[color] ??= (() => {
          const c = document.createElement('canvas').getContext('2d');
          c.fillStyle = color; c.fillRect(0, 0, 1, 1);
          return c.getImageData(0, 0, 1, 1).data;
        })();
        const known = {};
        const luminance = color => known[color] ??= [...channels(color)].slice(0, 3)
          .map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
          .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
        const background = e => {
          for (; e; e = e.parentElement) {
            const color = getComputedStyle(e).backgroundColor;
            if (channels(color)[3] > 0) return color;
          }
          return 'white';
        };
        return [...document.querySelectorAll('h1,h2,h3,p,td,th,dt,dd,figcaption,text')].map(e => {
          const style = getComputedStyle(e);
          const own = luminance(e.tagName == 'text' ? style.fill : style.color);
          const behind = luminance(background(e));
          return (Math.max(own, behind) + 0.05) / (Math.min(own, behind) + 0.05);
        });
      })()
      """;

  private static @Nullable Browser browser;
  private static Path comparison = Path.of("");
  private static Path run = Path.of("");
  private static final List<Report> REPORTS =
      CompareReport.of(
          new Fixture(2).steal(0.2).pairs(12, 1.1).runs(),
          Limits.DEFAULT,
          20,
          Fixture.NOT_CALIBRATED);

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    Optional<Path> program = Browser.program();
    assumeTrue(
        program.isPresent(),
        "No Chromium on PATH: the HTML page is not tested in a browser (Debian package chromium).");
    comparison =
        Files.writeString(
            directory.resolve("comparison.html"), HtmlFormat.of("Comparison", REPORTS));
    Fixture fixture = new Fixture(1);
    for (int round = 1; round <= 6; round++) {
      fixture.round("copy", false, round, 0.1).round("pipe", true, round, 0.02);
    }
    String page = HtmlFormat.of("Run", RunReport.of(fixture.runs(), true));
    run = Files.writeString(directory.resolve("run.html"), page);
    browser = Browser.start(program.get(), Files.createDirectory(directory.resolve("profile")));
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  private static Browser browser() {
    if (browser == null) {
      throw new IllegalStateException("the browser was not started");
    }
    return browser;
  }

  @ParameterizedTest
  @CsvSource({"1200, light", "1200, dark", "400, light", "400, dark", "320, light"})
  void page_ofEachWidthAndScheme_isReadableWithoutNetworkOrErrors(int width, String scheme) {
    for (Path page : List.of(comparison, run)) {
      browser().open(page, width, scheme);
      assertThat(browser().evaluate("document.querySelectorAll('script').length").asInt()).isZero();
      assertThat(browser().evaluate("document.documentElement.scrollWidth").asInt())
          .as("the page scrolls sideways")
          .isLessThanOrEqualTo(width);
      assertThat(widths()).isNotEmpty().allSatisfy(svg -> assertThat(svg).isBetween(240.0, 500.0));
      List<Double> contrasts = numbers(browser().evaluate(CONTRASTS));
      assertThat(contrasts)
          .hasSizeGreaterThan(50)
          .allSatisfy(ratio -> assertThat(ratio).isGreaterThanOrEqualTo(MIN_CONTRAST));
      assertQuiet(page);
    }
  }

  private static List<Double> widths() {
    return numbers(
        browser()
            .evaluate(
                "[...document.querySelectorAll('svg')].map(e => e.getBoundingClientRect().width)"));
  }

  private static void assertQuiet(Path page) {
    assertThat(
            browser()
                .events("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"))
        .isEmpty();
    assertThat(browser().events("Network.requestWillBeSent"))
        .extracting(event -> event.path("params").path("request").path("url").asText())
        .containsExactly(page.toUri().toString());
  }

  @Test
  void colours_followTheScheme() {
    String background = "getComputedStyle(document.body).backgroundColor";
    browser().open(comparison, 1200, "light");
    String light = browser().evaluate(background).asText();
    browser().open(comparison, 1200, "dark");
    assertThat(browser().evaluate(background).asText()).isNotEqualTo(light);
  }

  @Test
  void keyboard_reachesTablesAndOpensDetails() {
    browser().open(comparison, 800, "light");
    browser().press("Tab");
    assertThat(active("textContent")).isEqualTo("Skip to the results");
    assertThat(browser().evaluate("document.activeElement.getBoundingClientRect().left").asInt())
        .as("the skip link is visible while it has the focus")
        .isZero();
    List<String> reached = new ArrayList<>();
    int stops =
        browser().evaluate("document.querySelectorAll('[tabindex], summary').length").asInt();
    for (int i = 0; i < stops; i++) {
      browser().press("Tab");
      reached.add(active("className") + active("tagName"));
      if (active("tagName").equals("SUMMARY")) {
        browser().press("Enter");
        assertThat(browser().evaluate("document.activeElement.parentElement.open").asBoolean())
            .isTrue();
      }
    }
    assertThat(reached).contains("scrollDIV", "SUMMARY");
  }

  private static String active(String property) {
    return browser().evaluate("document.activeElement." + property).asText();
  }

  @Test
  void accessibilityTree_namesEachChartAndTable() {
    browser().open(comparison, 1200, "light");
    List<String> images = names("image");
    assertThat(images)
        .hasSize(browser().evaluate("document.querySelectorAll('svg').length").asInt());
    assertThat(images)
        .anyMatch(name -> name.startsWith("Change of time from A to B. Change +7.7 %"));
    assertThat(names("region")).contains("moved", "build");
  }

  /** The names of the nodes of a role; each node has one. */
  private static List<String> names(String role) {
    List<String> names = new ArrayList<>();
    for (JsonNode node : browser().send("Accessibility.getFullAXTree", Map.of()).path("nodes")) {
      if (node.path("role").path("value").asText().equals(role)) {
        names.add(node.path("name").path("value").asText());
      }
    }
    assertThat(names).doesNotContain("");
    return names;
  }

  @Test
  void tables_showTheFiguresOfTheReport() {
    browser().open(comparison, 1200, "light");
    List<String> shown = new ArrayList<>();
    browser()
        .evaluate("[...document.querySelectorAll('td')].map(e => e.textContent)")
        .forEach(cell -> shown.add(cell.asText()));
    List<String> expected =
        REPORTS.stream()
            .flatMap(report -> report.sections().stream())
            .flatMap(section -> section.blocks().stream())
            .filter(Grid.class::isInstance)
            .flatMap(block -> ((Grid) block).rows().stream())
            .flatMap(row -> row.cells().stream())
            .toList();
    assertThat(shown).isEqualTo(expected).isNotEmpty();
  }

  private static List<Double> numbers(JsonNode array) {
    List<Double> numbers = new ArrayList<>();
    array.forEach(value -> numbers.add(value.asDouble()));
    return numbers;
  }
}
