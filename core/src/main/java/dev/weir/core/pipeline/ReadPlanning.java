package dev.weir.core.pipeline;

import dev.weir.core.connector.ReadPlan;
import dev.weir.core.connector.SourceSession;
import java.util.List;
import java.util.function.Function;

/** Plans the reads of a run, on the calling thread or on another one. */
public interface ReadPlanning {
  /** Starts to plan. Called once, before the other methods. */
  void start(Function<SourceSession, List<ReadPlan>> planner);

  /** Waits for the plans and returns them. */
  List<ReadPlan> reads();

  /** Returns the session that planned. */
  SourceSession session();

  /** Plans on the calling thread. */
  static ReadPlanning on(SourceSession session) {
    return new ReadPlanning() {
      private List<ReadPlan> reads = List.of();

      @Override
      public void start(Function<SourceSession, List<ReadPlan>> planner) {
        reads = planner.apply(session);
      }

      @Override
      public List<ReadPlan> reads() {
        return reads;
      }

      @Override
      public SourceSession session() {
        return session;
      }
    };
  }
}
