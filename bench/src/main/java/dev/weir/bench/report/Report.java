package dev.weir.bench.report;

import java.util.List;

/**
 * A report on one subject.
 *
 * @param title one line
 * @param sections the most important first
 */
public record Report(String title, List<Section> sections) {
  public Report {
    sections = List.copyOf(sections);
  }
}
