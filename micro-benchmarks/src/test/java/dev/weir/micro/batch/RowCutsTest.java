package dev.weir.micro.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.batch.Batch;
import dev.weir.core.pipeline.AdaptiveBatches;
import dev.weir.core.pipeline.AdaptiveBatches.Pace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowCutsTest {
  private static final int ROWS = 10_000;
  private static final long BATCH_BYTES = 64 << 10;

  /** Closing reports what the contenders leaked. */
  @Test
  void check_bothCuts_passes() {
    try (RowCuts cuts = new RowCuts(ROWS, BATCH_BYTES)) {
      assertThat((double) cuts.bytes() / ROWS).isBetween(50.0, 80.0);
      List<Batch> built = built(cuts);
      assertThat(built).hasSizeGreaterThan(8);
      cuts.check("built", built);
      List<Batch> divided = new ArrayList<>();
      cuts.divide(divided::add);
      assertThat(divided).hasSizeGreaterThan(8);
      cuts.check("divided", divided);
    }
  }

  @Test
  void check_missingBatch_isReported() {
    try (RowCuts cuts = new RowCuts(ROWS, BATCH_BYTES)) {
      List<Batch> built = built(cuts);
      built.remove(built.size() - 1).close();

      assertThatThrownBy(() -> cuts.check("broken", built))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("broken finds the number of rows to be");
    }
  }

  @Test
  void check_otherOrder_isReported() {
    try (RowCuts cuts = new RowCuts(ROWS, BATCH_BYTES)) {
      List<Batch> built = built(cuts);
      built.add(built.remove(0));

      assertThatThrownBy(() -> cuts.check("broken", built))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("broken finds row 0 to be");
    }
  }

  @Test
  void check_tooLargeBatch_isReported() {
    try (RowCuts cuts = new RowCuts(ROWS, BATCH_BYTES)) {
      List<Batch> one = List.of(new Batch(cuts.share(), cuts.bytes()));

      assertThatThrownBy(() -> cuts.check("broken", one))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("broken makes a batch of");
    }
  }

  @Test
  void adapt_pace_changesTheSize() {
    AdaptiveBatches rule = new AdaptiveBatches(8 << 20);
    long first = rule.target();

    assertThat(RowCuts.adapt(rule, Pace.CONSUMER_WAITS)).isEqualTo(2 * first);
    assertThat(RowCuts.adapt(rule, Pace.EVEN)).isEqualTo(2 * first);
  }

  private static List<Batch> built(RowCuts cuts) {
    List<Batch> built = new ArrayList<>();
    cuts.build(built::add);
    return built;
  }
}
