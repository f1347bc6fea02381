package dev.weir.micro.runner;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.options.Options;

/**
 * A benchmark with one set of parameters, before it is measured.
 *
 * @param benchmark class and method
 */
record BenchmarkRow(String benchmark, Map<String, String> params) {

  /** All that the options select, in the order of names. */
  static List<BenchmarkRow> selected(Options options, OutputFormat format) {
    SortedMap<String, BenchmarkListEntry> entries = new TreeMap<>();
    BenchmarkList.defaultList()
        .find(format, options.getIncludes(), options.getExcludes())
        .forEach(entry -> entries.put(entry.getUsername(), entry));
    List<BenchmarkRow> rows = new ArrayList<>();
    entries.forEach((name, entry) -> rows.addAll(rows(name, values(entry, options))));
    return rows;
  }

  /** The values of each parameter: those of {@code -p}, else those of the annotation. */
  private static Map<String, Collection<String>> values(BenchmarkListEntry entry, Options options) {
    Map<String, Collection<String>> values = new TreeMap<>();
    entry
        .getParams()
        .orElse(Map.of())
        .forEach(
            (name, defaults) ->
                values.put(name, options.getParameter(name).orElse(List.of(defaults))));
    return values;
  }

  private static List<BenchmarkRow> rows(String benchmark, Map<String, Collection<String>> values) {
    List<Map<String, String>> combinations = List.of(Map.of());
    for (Map.Entry<String, Collection<String>> param : values.entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> combination : combinations) {
        for (String value : param.getValue()) {
          Map<String, String> with = new LinkedHashMap<>(combination);
          with.put(param.getKey(), value);
          longer.add(with);
        }
      }
      combinations = longer;
    }
    return combinations.stream().map(params -> new BenchmarkRow(benchmark, params)).toList();
  }

  String text() {
    return new RowKey(benchmark, params, "").text();
  }
}
