package dev.weir.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.channel.ChannelAbortedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class VerifyGateTest {
  private final AtomicLong now = new AtomicLong();
  private final Stopwatch stopwatch = new Stopwatch(now::get);

  /** A lane that waits at the gate on a thread of its own. */
  private static final class Waiting {
    private final CompletableFuture<Void> entered = new CompletableFuture<>();

    /** Returns when the lane waits. */
    Waiting(VerifyGate gate) {
      Thread thread = new Thread(() -> enter(gate), "lane");
      thread.setDaemon(true);
      thread.start();
      while (thread.getState() != Thread.State.WAITING && !entered.isDone()) {
        Thread.onSpinWait();
      }
    }

    private void enter(VerifyGate gate) {
      try {
        gate.enter();
        entered.complete(null);
      } catch (InterruptedException | RuntimeException e) {
        entered.completeExceptionally(e);
      }
    }

    boolean isWaiting() {
      return !entered.isDone();
    }

    void await() throws InterruptedException, ExecutionException, TimeoutException {
      entered.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void enter_oneLane_pausesTheStopwatch() throws Exception {
    VerifyGate gate = new VerifyGate(stopwatch, 1);

    gate.enter();
    now.addAndGet(100);
    gate.leave();
    now.addAndGet(7);

    assertThat(stopwatch.elapsedNanos()).isEqualTo(7);
  }

  @Test
  void enter_twoLanes_waitsForTheOther() throws Exception {
    VerifyGate gate = new VerifyGate(stopwatch, 2);
    Waiting first = new Waiting(gate);
    assertThat(first.isWaiting()).isTrue();
    now.addAndGet(1);

    gate.enter();
    first.await();
    now.addAndGet(100);
    gate.leave();
    now.addAndGet(100);
    gate.leave();
    now.addAndGet(2);

    assertThat(stopwatch.elapsedNanos()).isEqualTo(1 + 2);
  }

  @Test
  void laneEnded_otherLaneWaits_opens() throws Exception {
    VerifyGate gate = new VerifyGate(stopwatch, 2);
    Waiting first = new Waiting(gate);
    assertThat(first.isWaiting()).isTrue();

    gate.laneEnded();

    first.await();
    gate.leave();
    gate.enter();
  }

  /** A lane that comes while others verify has moved rows since, and waits for the next opening. */
  @Test
  void enter_whileOpen_waitsForTheNextOpening() throws Exception {
    VerifyGate gate = new VerifyGate(stopwatch, 2);
    Waiting first = new Waiting(gate);
    gate.enter();
    first.await();
    gate.leave();

    Waiting again = new Waiting(gate);
    assertThat(again.isWaiting()).isTrue();
    gate.leave();
    now.addAndGet(5);
    assertThat(stopwatch.elapsedNanos()).isEqualTo(5);
    assertThat(again.isWaiting()).isTrue();
    gate.enter();

    again.await();
    now.addAndGet(100);
    assertThat(stopwatch.elapsedNanos()).isEqualTo(5);
  }

  @Test
  void abort_wakesWaitingLanes() throws Exception {
    VerifyGate gate = new VerifyGate(stopwatch, 3);
    Waiting first = new Waiting(gate);
    Waiting second = new Waiting(gate);

    gate.abort();

    assertThatThrownBy(first::await).hasCauseInstanceOf(ChannelAbortedException.class);
    assertThatThrownBy(second::await).hasCauseInstanceOf(ChannelAbortedException.class);
    assertThatThrownBy(gate::enter).isInstanceOf(ChannelAbortedException.class);
  }

  @Test
  void abort_wakesLanesThatWaitForTheNextOpening() throws Exception {
    VerifyGate gate = new VerifyGate(stopwatch, 2);
    Waiting first = new Waiting(gate);
    gate.enter();
    first.await();
    Waiting late = new Waiting(gate);
    assertThat(late.isWaiting()).isTrue();

    gate.abort();

    assertThatThrownBy(late::await).hasCauseInstanceOf(ChannelAbortedException.class);
  }
}
