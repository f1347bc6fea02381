package dev.weir.micro.runner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Recorded forks, by row and run. Only forks of one run are put together: those of another one ran
 * on the machine as it was then, and were perhaps of another build.
 *
 * @param forks in the order of measurement
 */
record MicroRecords(List<ForkRecord> forks) {
  MicroRecords {
    forks = List.copyOf(forks);
  }

  MicroRecords filter(Predicate<ForkRecord> predicate) {
    return new MicroRecords(forks.stream().filter(predicate).toList());
  }

  /** The forks of each row. */
  SortedMap<RowKey, List<ForkRecord>> byRow() {
    SortedMap<RowKey, List<ForkRecord>> rows = new TreeMap<>();
    forks.forEach(fork -> rows.computeIfAbsent(fork.row(), created -> new ArrayList<>()).add(fork));
    return rows;
  }

  /** Of each row, the forks of the last run that has it; of a comparison those of the own build. */
  MicroRecords latest() {
    Map<RowKey, String> runs = new LinkedHashMap<>();
    MicroRecords own = filter(fork -> fork.slot().isOwn());
    own.forks.forEach(fork -> runs.put(fork.row(), fork.slot().runId()));
    return own.filter(fork -> fork.slot().runId().equals(runs.get(fork.row())));
  }

  /** The forks of a row of the last run that has both; of the own build. */
  List<ForkRecord> beside(RowKey row, RowKey other) {
    MicroRecords own = filter(fork -> fork.slot().isOwn());
    Optional<String> run =
        own.forks.stream()
            .filter(fork -> fork.row().equals(row))
            .map(fork -> fork.slot().runId())
            .filter(id -> own.has(other, id))
            .reduce((earlier, later) -> later);
    return own.forks.stream()
        .filter(fork -> fork.row().equals(row))
        .filter(fork -> run.equals(Optional.of(fork.slot().runId())))
        .toList();
  }

  private boolean has(RowKey row, String runId) {
    return forks.stream()
        .anyMatch(fork -> fork.row().equals(row) && fork.slot().runId().equals(runId));
  }
}
