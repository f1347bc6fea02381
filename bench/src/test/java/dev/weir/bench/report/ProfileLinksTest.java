package dev.weir.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileLinksTest {
  private static final Path PROFILES = Path.of("/work/results/profiles/run-1");
  private static final Path FILE = PROFILES.resolve("postgres-copy/flame graph #1.html");

  @Test
  void links_areRelativeToThePageAndEncoded() {
    assertThat(href(Path.of("/work/results/report.html")))
        .isEqualTo("./profiles/run-1/postgres-copy/flame%20graph%20%231.html");
    assertThat(href(Path.of("/work/pages/a/report.html")))
        .isEqualTo("../../results/profiles/run-1/postgres-copy/flame%20graph%20%231.html");
  }

  @Test
  void links_ofNoFile_areNone() {
    assertThat(ProfileLinks.of(Path.of("/work/report.html"), PROFILES, List.of())).isEmpty();
  }

  private static String href(Path page) {
    Report report = ProfileLinks.of(page, PROFILES, List.of(FILE)).orElseThrow();
    String html = HtmlFormat.of("title", List.of(report));
    return Html.parse(html)
        .getElementsByTagName("li")
        .item(0)
        .getFirstChild()
        .getAttributes()
        .getNamedItem("href")
        .getNodeValue();
  }
}
