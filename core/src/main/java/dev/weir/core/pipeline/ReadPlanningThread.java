package dev.weir.core.pipeline;

import dev.weir.core.channel.ChannelAbortedException;
import dev.weir.core.connector.ReadPlan;
import dev.weir.core.connector.SourceSession;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Plans the reads on a thread of the attempt, so that the destination prepares at the same time.
 */
final class ReadPlanningThread implements ReadPlanning {
  private final Opening<SourceSession> opening;
  private final Sessions sessions;
  private final LaneTally clocks;
  private final CompletableFuture<Void> stopped;
  private final Consumer<Runnable> threads;
  private final CompletableFuture<Planned> planned = new CompletableFuture<>();

  private record Planned(SourceSession session, List<ReadPlan> reads) {}

  /**
   * Creates the planning of an attempt.
   *
   * @param stopped completed when the attempt stops
   * @param threads starts a thread whose failure stops the attempt
   */
  ReadPlanningThread(
      Opening<SourceSession> opening,
      Sessions sessions,
      LaneTally clocks,
      CompletableFuture<Void> stopped,
      Consumer<Runnable> threads) {
    this.opening = opening;
    this.sessions = sessions;
    this.clocks = clocks;
    this.stopped = stopped;
    this.threads = threads;
  }

  @Override
  public void start(Function<SourceSession, List<ReadPlan>> planner) {
    threads.accept(() -> run(planner));
  }

  private void run(Function<SourceSession, List<ReadPlan>> planner) {
    SourceSession session = sessions.add(opening.await());
    clocks.sourceClock.enter(SourceStage.QUERY);
    List<ReadPlan> reads = planner.apply(session);
    clocks.sourceClock.enter(SourceStage.BLOCKED);
    planned.complete(new Planned(session, reads));
  }

  /**
   * Waits for the plans and returns them.
   *
   * @throws ChannelAbortedException if the attempt stops first
   */
  @Override
  public List<ReadPlan> reads() {
    clocks.destClock.enter(DestStage.RECEIVE);
    CompletableFuture.anyOf(planned, stopped).join();
    if (!planned.isDone()) {
      throw new ChannelAbortedException();
    }
    clocks.destClock.enter(DestStage.CONNECT);
    return planned.join().reads();
  }

  @Override
  public SourceSession session() {
    return planned.join().session();
  }
}
