package dev.weir.micro.runner;

import dev.weir.core.config.NearMiss;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads {@code targets.yaml}: a list of entries with the keys below. All errors of the file are
 * reported at once.
 *
 * <pre>
 * benchmark: class and method, below dev.weir.micro, or below dev.weir in the other tiers
 * params:    values, or lists of values, of some parameters; rows of all others match
 * metric:    ratio | difference | time | rate | allocation | p99 | memory
 * per:       row, for a time of a row; else it is that of an operation
 * against:   of a ratio or a difference: a method of the same class, or a benchmark
 * base:      of an allocation: parameters of the smaller row that is subtracted, so that only what
 *            further rows cost is left
 * bound:     a number; aim: as good or better; source: where the bound comes from
 * </pre>
 */
final class TargetFile {
  private static final String NAME = "/dev/weir/micro/targets.yaml";
  private static final List<String> KEYS =
      List.of("benchmark", "params", "metric", "per", "against", "base", "bound", "aim", "source");
  private static final List<String> METRICS =
      List.of("ratio", "difference", "time", "rate", "allocation", "p99", "memory");
  private static final List<String> PREFIXES = List.of("dev.weir.micro.", "dev.weir.");

  private final KnownBenchmarks known;
  private final List<String> problems = new ArrayList<>();
  private String place = "";

  private TargetFile(KnownBenchmarks known) {
    this.known = known;
  }

  /** The targets of this build. */
  static List<BenchmarkTarget> own() {
    try (InputStream in =
        Objects.requireNonNull(TargetFile.class.getResourceAsStream(NAME), "jar without targets")) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), KnownBenchmarks.own());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Parses a document.
   *
   * @throws TargetException that names all errors
   */
  static List<BenchmarkTarget> parse(String text, KnownBenchmarks known) {
    TargetFile file = new TargetFile(known);
    List<BenchmarkTarget> targets = file.entries(load(text));
    if (!file.problems.isEmpty()) {
      throw new TargetException("targets.yaml: " + String.join("\ntargets.yaml: ", file.problems));
    }
    return targets;
  }

  private static List<?> load(String text) {
    try {
      @Nullable Object document = new Load(LoadSettings.builder().build()).loadFromString(text);
      if (document == null) {
        return List.of();
      }
      if (document instanceof List<?> list) {
        return list;
      }
      throw new TargetException("targets.yaml: the document must be a list of entries");
    } catch (YamlEngineException e) {
      throw new TargetException("targets.yaml is not YAML: " + e.getMessage());
    }
  }

  private List<BenchmarkTarget> entries(List<?> list) {
    List<BenchmarkTarget> targets = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      place = "entry " + (i + 1);
      if (list.get(i) instanceof Map<?, ?> map) {
        entry(named(map)).ifPresent(targets::add);
      } else {
        problem("must be a mapping with the keys " + String.join(", ", KEYS));
      }
    }
    return targets;
  }

  private static Map<String, Object> named(Map<?, ?> map) {
    Map<String, Object> named = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (value != null) {
            named.put(String.valueOf(key), value);
          }
        });
    return named;
  }

  private Optional<BenchmarkTarget> entry(Map<String, Object> entry) {
    int before = problems.size();
    if (entry.get("benchmark") instanceof String name) {
      place += " (" + name + ")";
    }
    entry.keySet().stream()
        .filter(key -> !KEYS.contains(key))
        .forEach(key -> problem("unknown key " + key + suggestion(key, KEYS)));
    String benchmark = benchmark(text(entry, "benchmark"));
    TargetMetric metric = metric(entry);
    Map<String, List<String>> params = params(benchmark, entry, "params");
    Map<String, List<String>> base = params(benchmark, entry, "base");
    Optional<String> against =
        metric.isComparison()
            ? Optional.of(against(benchmark, text(entry, "against")))
            : Optional.empty();
    if (!metric.isComparison() && entry.containsKey("against")) {
      problem("against is for the metrics ratio and difference");
    }
    double bound = number(entry, "bound");
    double aim = number(entry, "aim");
    String source = text(entry, "source");
    if (problems.size() > before) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new BenchmarkTarget(
              benchmark, params, metric, against, single(base), bound, aim, source));
    } catch (IllegalArgumentException e) {
      problem(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static Map<String, String> single(Map<String, List<String>> values) {
    Map<String, String> single = new LinkedHashMap<>();
    values.forEach((name, list) -> single.put(name, list.get(0)));
    return single;
  }

  private TargetMetric metric(Map<String, Object> entry) {
    String word = text(entry, "metric");
    boolean perRow = "row".equals(entry.get("per"));
    if (entry.containsKey("per") && !(perRow && word.equals("time"))) {
      problem("per must be row, and is for the metric time");
    }
    if (!word.isEmpty() && !METRICS.contains(word)) {
      problem("unknown metric " + word + suggestion(word, METRICS));
    }
    return METRICS.contains(word) && !perRow
        ? TargetMetric.valueOf(word.toUpperCase(Locale.ROOT))
        : TargetMetric.ROW_TIME;
  }

  private String benchmark(String name) {
    Optional<String> found = resolve(name);
    if (found.isEmpty() && !name.isEmpty()) {
      List<String> names = known.params().keySet().stream().map(RowKey::shortName).toList();
      problem("no such benchmark" + suggestion(name, names));
    }
    return found.orElse("");
  }

  private Optional<String> resolve(String name) {
    return PREFIXES.stream().map(prefix -> prefix + name).filter(known::has).findFirst();
  }

  /** A method of the same class, or a benchmark. */
  private String against(String benchmark, String name) {
    String sibling = benchmark.substring(0, benchmark.lastIndexOf('.') + 1) + name;
    if (name.isEmpty() || benchmark.isEmpty() || known.has(sibling)) {
      return sibling;
    }
    Optional<String> found = resolve(name);
    if (found.isEmpty()) {
      problem("against: no such benchmark: " + name);
    }
    return found.orElse("");
  }

  private Map<String, List<String>> params(
      String benchmark, Map<String, Object> entry, String key) {
    Map<String, List<String>> params = new LinkedHashMap<>();
    @Nullable Object value = entry.get(key);
    if (value == null) {
      return params;
    }
    if (!(value instanceof Map<?, ?> map)) {
      problem(key + " must be a mapping of names and values");
      return params;
    }
    Collection<String> names = new TreeSet<>(known.params().getOrDefault(benchmark, Set.of()));
    named(map)
        .forEach(
            (name, values) -> {
              if (!benchmark.isEmpty() && !names.contains(name)) {
                problem(
                    "%s: the benchmark has no parameter %s; it has: %s"
                        .formatted(key, name, names));
              }
              List<String> texts =
                  (values instanceof List<?> list ? list.stream() : Stream.of(values))
                      .map(String::valueOf)
                      .toList();
              if (texts.isEmpty()) {
                problem(key + ": no value of " + name);
              }
              params.put(name, texts);
            });
    return params;
  }

  private String text(Map<String, Object> entry, String key) {
    @Nullable Object value = entry.get(key);
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    problem(value == null ? key + " is missing" : key + " must be text, not " + value);
    return "";
  }

  private double number(Map<String, Object> entry, String key) {
    @Nullable Object value = entry.get(key);
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    problem(value == null ? key + " is missing" : key + " must be a number, not " + value);
    return 0;
  }

  private static String suggestion(String typed, Collection<String> allowed) {
    return NearMiss.of(typed, allowed).map(word -> "; did you mean " + word + "?").orElse("");
  }

  private void problem(String sentence) {
    problems.add(place + ": " + sentence);
  }
}
