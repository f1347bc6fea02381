package dev.weir.bench.report;

import java.util.List;

/**
 * A part of a report with a title.
 *
 * @param title empty for the first section, which follows the title of the report
 * @param detail whether Markdown and HTML fold it
 */
public record Section(String title, boolean detail, List<Block> blocks) {
  public Section {
    blocks = List.copyOf(blocks);
  }
}
