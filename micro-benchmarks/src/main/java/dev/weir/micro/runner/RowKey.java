package dev.weir.micro.runner;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one row of a report measures.
 *
 * @param benchmark class and method, such as {@code dev.weir.micro.ipc.IpcCodecBenchmark.encode}
 * @param params the parameters by name
 * @param mode JMH's short name of the mode, such as {@code avgt}
 */
record RowKey(String benchmark, Map<String, String> params, String mode)
    implements Comparable<RowKey> {

  private static final String ROOT = "dev.weir.";
  private static final String MICRO = ROOT + "micro.";

  /** Numbers by their size, so that 1000 follows 100 and not 10000. */
  private static final Comparator<String> BY_VALUE =
      Comparator.comparing((String text) -> text.matches("[0-9]+") ? text.length() : 0)
          .thenComparing(Comparator.naturalOrder());

  RowKey {
    params = Collections.unmodifiableMap(new TreeMap<>(params));
  }

  /** The benchmark below {@code dev.weir.micro}, or below {@code dev.weir} in the other tiers. */
  String shortName() {
    return shortName(benchmark);
  }

  static String shortName(String benchmark) {
    if (benchmark.startsWith(MICRO)) {
      return benchmark.substring(MICRO.length());
    }
    return benchmark.startsWith(ROOT) ? benchmark.substring(ROOT.length()) : benchmark;
  }

  /** The class, as {@link #shortName()} writes it. */
  String shortClass() {
    String name = shortName();
    return name.substring(0, name.lastIndexOf('.'));
  }

  String method() {
    return benchmark.substring(benchmark.lastIndexOf('.') + 1);
  }

  /** Such as {@code rows=100 shape=WIDE}; empty without parameters. */
  String paramText() {
    StringBuilder text = new StringBuilder();
    params.forEach(
        (name, value) ->
            text.append(text.isEmpty() ? "" : " ").append(name).append('=').append(value));
    return text.toString();
  }

  /** Such as {@code ipc.IpcCodecBenchmark.encode rows=100}. */
  String text() {
    return (shortName() + " " + paramText()).strip();
  }

  /** Such as {@code encode rows=100}. */
  String label() {
    return params.isEmpty() ? method() : method() + " " + paramText();
  }

  @Override
  public int compareTo(RowKey other) {
    int order = benchmark.compareTo(other.benchmark);
    for (String name : params.keySet()) {
      if (order == 0) {
        order =
            BY_VALUE.compare(params.getOrDefault(name, ""), other.params.getOrDefault(name, ""));
      }
    }
    if (order == 0) {
      order = mode.compareTo(other.mode);
    }
    return order == 0 ? params.toString().compareTo(other.params.toString()) : order;
  }
}
