package dev.weir.bench.history;

import dev.weir.bench.history.Measurement.WarmTime;
import dev.weir.bench.result.Build;
import dev.weir.bench.result.Environment;
import dev.weir.bench.result.Phase;
import dev.weir.bench.result.RecordedRun;
import dev.weir.bench.result.Slot;
import dev.weir.bench.result.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects measurements from recorded runs in one pass. It keeps a sum for each process, not the
 * runs. Samples of other subjects, builds (arms included), environments or benchmark runs are kept
 * apart; warm-up pairs, cold runs and warm-up runs are left out.
 */
public final class Measurements {
  private record Key(Subject subject, String environment, String runId, Build build) {}

  /** The processes of one measurement. */
  private static final class Processes {
    private final Environment environment;
    private final Map<ProcessKey, Sum> sums = new LinkedHashMap<>();
    private Instant start;

    Processes(RecordedRun first) {
      this.environment = first.environment();
      this.start = first.timestamp();
    }
  }

  /** The place of a process in its benchmark run. */
  private record ProcessKey(int iteration, int position) {
    ProcessKey(Slot slot) {
      this(slot.iteration(), slot.position());
    }
  }

  private static final class Sum {
    private double seconds;
    private int runs;
  }

  private final Map<Key, Processes> processes = new LinkedHashMap<>();

  /** The measurements of these runs. */
  public static List<Measurement> of(List<RecordedRun> runs) {
    Measurements measurements = new Measurements();
    runs.forEach(measurements::add);
    return measurements.list();
  }

  public void add(RecordedRun run) {
    if (run.phase() != Phase.WARM || run.slot().isWarmUp()) {
      return;
    }
    Key key = new Key(run.subject(), run.environment().key(), run.slot().runId(), run.build());
    Processes of = processes.computeIfAbsent(key, unused -> new Processes(run));
    Sum sum = of.sums.computeIfAbsent(new ProcessKey(run.slot()), unused -> new Sum());
    sum.seconds += run.record().durationSecs();
    sum.runs++;
    if (run.timestamp().isBefore(of.start)) {
      of.start = run.timestamp();
    }
  }

  /** In the order of their first runs. */
  public List<Measurement> list() {
    List<Measurement> measurements = new ArrayList<>();
    processes.forEach(
        (key, of) -> {
          List<WarmTime> samples = new ArrayList<>();
          of.sums.forEach(
              (place, sum) -> samples.add(new WarmTime(place.iteration(), sum.seconds / sum.runs)));
          measurements.add(
              new Measurement(
                  key.subject(), of.environment, key.runId(), key.build(), of.start, samples));
        });
    return measurements;
  }
}
