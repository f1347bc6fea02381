package dev.weir.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.bench.decision.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownFormatTest {
  @Test
  void compare_hasVerdictTableAndFoldedDetails() {
    String text =
        MarkdownFormat.of(
            CompareReport.of(
                new Fixture(2).pairs(12, 1.1).runs(), Limits.DEFAULT, 20, Fixture.NOT_CALIBRATED));
    assertThat(text)
        .startsWith("### postgres/copy/50000, 12 pairs\n\n**B has regressed: 7.7 % slower [")
        .contains("\n\n| moved | A | B | B − A | p (Holm) |\n|---|---:|---:|---:|---:|\n")
        .contains("\n| **destination flush** | 298.7 | 329.6 | +31.2 [+23.9, +37.9] | 0.0059 |\n")
        .contains("<details><summary>The rest</summary>\n\n| not shown to have moved |")
        .doesNotContain("\n\n\n");
    assertThat(text.split("<details>", -1)).hasSameSizeAs(text.split("</details>", -1));
  }

  @Test
  void text_cannotBecomeMarkup() {
    Section section =
        new Section(
            "a|b",
            false,
            List.of(new Block.Sentence(Tone.PLAIN, "<img src=x> [a](http://b) *c* `d` @team")));
    assertThat(MarkdownFormat.of(List.of(new Report("#1", List.of(section)))))
        .contains("### \\#1\n")
        .contains("#### a\\|b\n")
        .contains("&lt;img src=x&gt; [a]\\(http://b) \\*c\\* \\`d\\` &#64;team\n");
  }
}
