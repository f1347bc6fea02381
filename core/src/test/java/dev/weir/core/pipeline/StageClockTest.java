package dev.weir.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StageClockTest {
  private final AtomicLong now = new AtomicLong();
  private final StageClock<SourceStage> clock = new StageClock<>(SourceStage.class, now::get);

  @Test
  void secondsByStage_reenteredStage_accumulates() {
    clock.enter(SourceStage.CONNECT);
    now.addAndGet(1_000_000_000);
    clock.enter(SourceStage.FETCH);
    now.addAndGet(2_000_000_000);
    clock.enter(SourceStage.BLOCKED);
    now.addAndGet(500_000_000);
    clock.enter(SourceStage.FETCH);
    now.addAndGet(250_000_000);
    clock.stop();

    Map<String, Double> parts = clock.partsSecs();

    assertThat(parts)
        .contains(entry("connect", 1.0), entry("fetch", 2.25), entry("blocked", 0.5))
        .contains(entry("query", 0.0));
    assertThat(parts.values().stream().mapToDouble(Double::doubleValue).sum()).isEqualTo(3.75);
  }

  @Test
  void secondsByStage_timeAfterStop_isNotCounted() {
    clock.enter(SourceStage.QUERY);
    now.addAndGet(1_000_000_000);
    clock.stop();
    now.addAndGet(9_000_000_000L);
    clock.enter(SourceStage.FETCH);
    now.addAndGet(1_000_000_000);
    clock.stop();

    assertThat(clock.partsSecs()).contains(entry("query", 1.0), entry("fetch", 1.0));
  }
}
