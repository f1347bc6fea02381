package dev.weir.rules.cli;

import dev.weir.core.cli.TextTable;
import dev.weir.rules.engine.RuleEngine;
import dev.weir.rules.sequence.DropReason;
import dev.weir.rules.sequence.SequenceCounters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What rules have done, as a table. */
final class RuleStatistics {
  private static final List<String> HEADER =
      List.of(
          "RULE",
          "MATCHES",
          "BEGUN",
          "LIVE",
          "PEAK",
          "COMPLETED",
          "EXPIRED",
          "UNTIL",
          "REPLACED",
          "CONTRADICTED",
          "EVICTED",
          "EVENTS",
          "EVALUATIONS",
          "NULL KEYS",
          "OVER BUDGET");
  private static final List<ToLongFunction<SequenceCounters>> COUNTERS =
      List.of(
          SequenceCounters::begun,
          SequenceCounters::live,
          SequenceCounters::peak,
          SequenceCounters::completed,
          counters -> counters.dropped(DropReason.EXPIRED),
          counters -> counters.dropped(DropReason.UNTIL),
          counters -> counters.dropped(DropReason.REPLACED),
          counters -> counters.dropped(DropReason.MISSING_EVENT),
          SequenceCounters::evicted,
          SequenceCounters::events,
          SequenceCounters::evaluations,
          SequenceCounters::nullKeys,
          SequenceCounters::overBudget);

  private RuleStatistics() {}

  /**
   * Returns one line a rule, whose counters of partial matches are those of sequences, and those of
   * all rules together.
   */
  static List<String> lines(RuleEngine engine) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    engine
        .matches()
        .forEach(
            (id, matches) -> {
              List<String> row = new ArrayList<>(List.of(id, Long.toString(matches)));
              Optional<SequenceCounters> counters = engine.counters(id);
              for (ToLongFunction<SequenceCounters> counter : COUNTERS) {
                row.add(counters.map(of -> Long.toString(counter.applyAsLong(of))).orElse("-"));
              }
              rows.add(row);
            });
    List<String> lines = new ArrayList<>(TextTable.lines(rows));
    lines.add(
        "%d distinct conditions, evaluated %d times"
            .formatted(engine.conditions(), engine.evaluations()));
    lines.add(
        "%d late events, %d partial matches at the end"
            .formatted(engine.late(), engine.partialMatches()));
    return lines;
  }
}
