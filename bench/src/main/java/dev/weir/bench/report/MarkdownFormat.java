package dev.weir.bench.report;

import java.util.List;
import java.util.stream.Collectors;

/** Reports as GitHub Flavored Markdown, for a comment on a pull request. */
public final class MarkdownFormat {
  private final StringBuilder text = new StringBuilder();

  private MarkdownFormat() {}

  public static String of(List<Report> reports) {
    MarkdownFormat format = new MarkdownFormat();
    reports.forEach(format::report);
    return format.text.toString();
  }

  private void report(Report report) {
    paragraph("### " + escaped(report.title()));
    for (Section section : report.sections()) {
      if (section.blocks().stream().allMatch(Block.Figures.class::isInstance)) {
        continue;
      }
      if (section.detail()) {
        paragraph("<details><summary>" + escaped(section.title()) + "</summary>");
      } else if (!section.title().isEmpty()) {
        paragraph("#### " + escaped(section.title()));
      }
      section.blocks().forEach(this::block);
      if (section.detail()) {
        paragraph("</details>");
      }
    }
  }

  private void block(Block block) {
    if (block instanceof Block.Sentence sentence) {
      paragraph(sentence(sentence));
    } else if (block instanceof Grid grid) {
      paragraph(table(grid));
    } else if (block instanceof Block.Facts facts) {
      paragraph(
          facts.facts().stream()
              .map(fact -> "- " + escaped(fact.name()) + ": " + escaped(fact.value()))
              .collect(Collectors.joining("\n")));
    } else if (block instanceof Block.Links links) {
      paragraph(
          links.links().stream()
              .map(link -> "- " + escaped(link.name()) + ": " + escaped(link.path().toString()))
              .collect(Collectors.joining("\n")));
    }
  }

  private static String sentence(Block.Sentence sentence) {
    String words = escaped(sentence.text());
    return switch (sentence.tone()) {
      case STRONG, GOOD, BAD -> "**" + words + "**";
      case PLAIN, FAINT, WARNING -> words;
    };
  }

  private static String table(Grid grid) {
    StringBuilder table = new StringBuilder("| " + escaped(grid.caption()) + " |");
    grid.headings().forEach(heading -> table.append(' ').append(escaped(heading)).append(" |"));
    table.append("\n|---|").append("---:|".repeat(grid.headings().size()));
    for (Grid.Row row : grid.rows()) {
      table.append("\n| ").append(row.isGroup() ? "**" + escaped(row.label()) + "**" : label(row));
      table.append(" |");
      row.cells().forEach(cell -> table.append(' ').append(escaped(cell)).append(" |"));
      if (row.isGroup()) {
        table.append(" |".repeat(grid.headings().size()));
      }
    }
    return table.toString();
  }

  private static String label(Grid.Row row) {
    return row.tone() == Tone.GOOD || row.tone() == Tone.BAD
        ? "**" + escaped(row.label()) + "**"
        : escaped(row.label());
  }

  private void paragraph(String words) {
    text.append(text.isEmpty() ? "" : "\n").append(words).append('\n');
  }

  /** Text in which no character is markup, neither of Markdown nor of HTML. */
  private static String escaped(String words) {
    return words
        .replaceAll("([\\\\`*_|~#])", "\\\\$1")
        .replace("](", "]\\(")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", "&#64;");
  }
}
