package dev.weir.rules.wasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InstancePoolTest {
  private final AtomicInteger created = new AtomicInteger();
  private final InstancePool<Integer> pool = new InstancePool<>(2, created::incrementAndGet);

  @Test
  void take_byManyThreads_createsAtMostTheLimit() throws Exception {
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger takenMax = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<?>> ends = new ArrayList<>();
      for (int t = 0; t < 6; t++) {
        ends.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 2_000; i++) {
                    Integer instance = pool.take();
                    int now = taken.incrementAndGet();
                    takenMax.accumulateAndGet(now, Math::max);
                    taken.decrementAndGet();
                    pool.giveBack(instance);
                  }
                }));
      }
      for (Future<?> end : ends) {
        end.get(60, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(created).hasValueBetween(1, 2);
    assertThat(takenMax).hasValueBetween(1, 2);
  }

  @Test
  void remove_makesRoomForAnotherInstance() {
    pool.take();
    pool.take();
    pool.remove();

    assertThat(pool.take()).isEqualTo(3);
  }

  @Test
  void take_factoryThatFails_leavesItsPlace() {
    InstancePool<Integer> failing =
        new InstancePool<>(
            1,
            () -> {
              if (created.incrementAndGet() < 4) {
                throw new IllegalStateException("failed");
              }
              return created.get();
            });
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(failing::take).hasMessage("failed");
    }

    assertThat(failing.take()).isEqualTo(4);
  }

  @Test
  void take_interruptedWhileItWaits_isCancelled() throws Exception {
    pool.take();
    pool.take();
    CountDownLatch started = new CountDownLatch(1);
    AtomicInteger cancelled = new AtomicInteger();
    Thread thread =
        new Thread(
            () -> {
              started.countDown();
              try {
                pool.take();
              } catch (CancellationException e) {
                cancelled.incrementAndGet();
              }
            });
    thread.start();
    started.await();
    thread.interrupt();
    thread.join(TimeUnit.SECONDS.toMillis(60));

    assertThat(cancelled).hasValue(1);
  }
}
