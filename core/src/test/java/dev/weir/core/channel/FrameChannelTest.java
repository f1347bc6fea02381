package dev.weir.core.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FrameChannelTest {
  private static final String SECOND = "second";

  private final BufferAllocator allocator = new RootAllocator();

  /** Fails if a frame leaks. */
  @AfterEach
  void closeAllocator() {
    allocator.close();
  }

  @Test
  void take_finishedChannel_returnsFramesInOrderThenEmpty() throws Exception {
    try (FrameChannel channel = new FrameChannel(1_000)) {
      channel.put(data(10));
      channel.put(data(20));
      channel.finish();

      assertThat(takeBytes(channel)).isEqualTo(10);
      assertThat(takeBytes(channel)).isEqualTo(20);
      assertThat(channel.take()).isEmpty();
      assertThat(channel.take()).isEmpty();
    }
  }

  @Test
  void put_exceedingTheBound_waitsForSpace() throws Exception {
    try (FrameChannel channel = new FrameChannel(100)) {
      channel.put(data(60));
      CompletableFuture<Void> second = runAsync(() -> channel.put(data(61)));
      awaitWaiting(second);
      assertThat(second).isNotDone();

      assertThat(takeBytes(channel)).isEqualTo(60);

      second.get(10, TimeUnit.SECONDS);
      assertThat(takeBytes(channel)).isEqualTo(61);
    }
  }

  @Test
  void put_frameLargerThanTheBound_isAcceptedByAnEmptyChannel() throws Exception {
    try (FrameChannel channel = new FrameChannel(100)) {
      channel.put(data(5_000));
      assertThat(takeBytes(channel)).isEqualTo(5_000);
    }
  }

  @Test
  void abort_waitingPut_failsAndReleasesItsFrame() throws Exception {
    try (FrameChannel channel = new FrameChannel(100)) {
      channel.put(data(100));
      CompletableFuture<Void> second = runAsync(() -> channel.put(data(100)));
      awaitWaiting(second);

      channel.abort();

      assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(ChannelAbortedException.class);
    }
  }

  @Test
  void abort_waitingTake_fails() throws Exception {
    try (FrameChannel channel = new FrameChannel(100)) {
      CompletableFuture<Void> taking = runAsync(channel::take);
      awaitWaiting(taking);

      channel.abort();

      assertThatThrownBy(() -> taking.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(ChannelAbortedException.class);
    }
  }

  @Test
  void put_afterAbort_failsAndReleasesItsFrame() {
    try (FrameChannel channel = new FrameChannel(100)) {
      channel.abort();
      assertThatThrownBy(() -> channel.put(data(1))).isInstanceOf(ChannelAbortedException.class);
    }
  }

  /** The thread is interrupted before it acquires the lock. */
  @Test
  void put_interruptedThread_releasesItsFrame() {
    try (FrameChannel channel = new FrameChannel(100)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> channel.put(data(10))).isInstanceOf(InterruptedException.class);
    }
    assertThat(allocator.getAllocatedMemory()).isZero();
  }

  private Frame.Data data(int bytes) {
    ArrowBuf payload = allocator.buffer(bytes);
    return new Frame.Data(new Frame.Origin(0, 0), payload.writerIndex(bytes));
  }

  private static long takeBytes(FrameChannel channel) throws InterruptedException {
    try (ArrowBuf payload = ((Frame.Data) channel.take().orElseThrow()).payload()) {
      return payload.writerIndex();
    }
  }

  @FunctionalInterface
  private interface Action {
    void run() throws Exception;
  }

  private static CompletableFuture<Void> runAsync(Action action) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                action.run();
                done.complete(null);
              } catch (Exception e) {
                done.completeExceptionally(e);
              }
            },
            SECOND);
    thread.start();
    return done;
  }

  /** Returns when the second thread waits for a condition; fails if its action ends. */
  private static void awaitWaiting(CompletableFuture<Void> action) {
    while (Thread.getAllStackTraces().keySet().stream()
        .noneMatch(
            thread ->
                thread.getName().equals(SECOND) && thread.getState() == Thread.State.WAITING)) {
      assertThat(action).isNotDone();
      Thread.onSpinWait();
    }
  }
}
