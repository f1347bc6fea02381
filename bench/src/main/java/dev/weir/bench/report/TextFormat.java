package dev.weir.bench.report;

import java.util.List;
import java.util.Locale;

/** Reports as text for a terminal. */
public final class TextFormat {
  private static final int NAME_COLUMNS = 10;

  private TextFormat() {}

  public static String of(List<Report> reports, PageLayout layout) {
    Page page = new Page(layout);
    for (Report report : reports) {
      page.blank();
      page.wrapped("", report.title(), Tone.STRONG);
      report.sections().forEach(section -> section(page, section, layout));
    }
    return page.toString();
  }

  private static void section(Page page, Section section, PageLayout layout) {
    if (section.blocks().stream().allMatch(Block.Figures.class::isInstance)) {
      return;
    }
    page.blank();
    if (!section.title().isEmpty()) {
      page.wrapped("", section.title(), Tone.STRONG);
    }
    boolean afterTable = false;
    for (Block block : section.blocks()) {
      boolean table = block instanceof Grid;
      if (table || afterTable) {
        spacing(page, section, block);
      }
      block(page, block, layout);
      afterTable = table;
    }
  }

  /** An empty line around a table, except below the section's title. */
  private static void spacing(Page page, Section section, Block block) {
    if (section.title().isEmpty() || section.blocks().get(0) != block) {
      page.blank();
    }
  }

  private static void block(Page page, Block block, PageLayout layout) {
    if (block instanceof Block.Sentence sentence) {
      page.wrapped("", sentence.text(), sentence.tone());
    } else if (block instanceof Grid grid) {
      new GridText(grid, layout).print(page);
    } else if (block instanceof Block.Facts facts) {
      facts.facts().forEach(fact -> fact(page, fact.name(), fact.value()));
    } else if (block instanceof Block.Links links) {
      links.links().forEach(link -> fact(page, link.name(), link.path().toString()));
    }
  }

  private static void fact(Page page, String name, String value) {
    String label = String.format(Locale.ROOT, "%-" + NAME_COLUMNS + "s", name);
    page.wrapped("  " + label + (label.endsWith(" ") ? "" : " "), value, Tone.PLAIN);
  }
}
