package dev.weir.micro.runner;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A bound that a benchmark is to keep.
 *
 * @param benchmark class and method
 * @param params of the rows that it is for: each parameter that is given has one of these values
 * @param against the benchmark that a ratio or a difference compares with; empty for others
 * @param base parameters of the smaller row whose allocation is subtracted; empty for none
 * @param bound in the metric's unit
 * @param aim as good as the bound or better
 * @param source where the bound comes from
 */
record BenchmarkTarget(
    String benchmark,
    Map<String, List<String>> params,
    TargetMetric metric,
    Optional<String> against,
    Map<String, String> base,
    double bound,
    double aim,
    String source) {

  BenchmarkTarget {
    params = Map.copyOf(params);
    base = Map.copyOf(base);
    if (metric.isComparison() == against.isEmpty()) {
      throw new IllegalArgumentException(
          "a ratio or a difference, and nothing else, is against a benchmark");
    }
    if (!base.isEmpty() && metric != TargetMetric.ALLOCATION) {
      throw new IllegalArgumentException("only an allocation has a base");
    }
    if (!Double.isFinite(bound) || !metric.isAtLeastAsGood(aim, bound)) {
      throw new IllegalArgumentException("the aim " + aim + " is worse than the bound " + bound);
    }
  }

  boolean matches(RowKey row) {
    return row.benchmark().equals(benchmark)
        && params.entrySet().stream()
            .allMatch(
                param ->
                    Optional.ofNullable(row.params().get(param.getKey()))
                        .filter(param.getValue()::contains)
                        .isPresent());
  }
}
