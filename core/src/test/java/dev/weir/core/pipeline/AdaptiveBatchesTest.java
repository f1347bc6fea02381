package dev.weir.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.pipeline.AdaptiveBatches.Pace;
import org.junit.jupiter.api.Test;

class AdaptiveBatchesTest {
  private static final long MAX = 256 << 10;

  private final AdaptiveBatches batches = new AdaptiveBatches(MAX);

  private void deliver(int count, Pace pace) {
    for (int i = 0; i < count; i++) {
      batches.delivered(batches.target() - i, pace);
    }
  }

  @Test
  void target_beforeTheFirstBatch_isSmall() {
    assertThat(batches.target()).isEqualTo(AdaptiveBatches.FIRST_BYTES);
    assertThat(new AdaptiveBatches(100).target()).isEqualTo(100);
    assertThat(batches.decisions().smallest()).isZero();
  }

  @Test
  void target_consumerWaits_doublesUpToTheMaximum() {
    deliver(3, Pace.CONSUMER_WAITS);
    assertThat(batches.target()).isEqualTo(8 * AdaptiveBatches.FIRST_BYTES);

    deliver(10, Pace.CONSUMER_WAITS);

    assertThat(batches.target()).isEqualTo(MAX);
    assertThat(batches.decisions().grown()).isEqualTo(5);
  }

  @Test
  void target_consumerIsBehind_halvesDownToTheMinimum() {
    deliver(5, Pace.CONSUMER_WAITS);

    deliver(1, Pace.CONSUMER_IS_BEHIND);
    assertThat(batches.target()).isEqualTo(MAX / 2);
    deliver(20, Pace.CONSUMER_IS_BEHIND);

    assertThat(batches.target()).isEqualTo(AdaptiveBatches.BYTES_MIN);
    assertThat(batches.decisions().shrunk()).isEqualTo(2);
  }

  @Test
  void target_consumerIsBehindAtTheStart_stays() {
    deliver(3, Pace.CONSUMER_IS_BEHIND);

    assertThat(batches.target()).isEqualTo(AdaptiveBatches.FIRST_BYTES);
    assertThat(batches.decisions().shrunk()).isZero();
  }

  @Test
  void target_evenPace_stays() {
    deliver(2, Pace.CONSUMER_WAITS);
    deliver(9, Pace.EVEN);

    assertThat(batches.target()).isEqualTo(4 * AdaptiveBatches.FIRST_BYTES);
  }

  @Test
  void decisions_ofLanes_areAddedUp() {
    AdaptiveBatches other = new AdaptiveBatches(MAX);
    deliver(1, Pace.CONSUMER_WAITS);
    other.delivered(7, Pace.CONSUMER_IS_BEHIND);
    other.delivered(MAX, Pace.CONSUMER_WAITS);

    assertThat(batches.decisions().plus(other.decisions()))
        .isEqualTo(
            new AdaptiveBatches.Decisions(
                AdaptiveBatches.FIRST_BYTES,
                AdaptiveBatches.BYTES_MIN,
                MAX,
                3,
                7,
                MAX,
                2,
                0,
                2 * AdaptiveBatches.FIRST_BYTES));
  }
}
