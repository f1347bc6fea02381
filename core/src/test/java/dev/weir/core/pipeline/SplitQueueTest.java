package dev.weir.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.connector.ReadPart;
import dev.weir.core.connector.Split;
import dev.weir.core.pipeline.RunPlan.StreamPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SplitQueueTest {
  private final StreamPlan small = stream(0, 1, "small", split("0", 10));
  private final StreamPlan unknown = stream(1, 1, "unknown", split("0", -1));
  private final StreamPlan resumed = stream(2, 1, "resumed", split("0", 1), split("1", 25));
  private final StreamPlan divided = stream(3, 2, "divided", split("0.0", 20), split("0.1", 30));

  @Test
  void next_oneLane_keepsTheOrderOfThePipeline() {
    assertThat(tasks(RunPlans.plan(1, small, unknown, resumed)))
        .containsExactly("small 0", "unknown 0", "resumed 0 1");
  }

  /** The largest come first, so that the lanes end at about the same time. */
  @Test
  void next_twoLanes_returnsTheLargestFirst() {
    assertThat(tasks(RunPlans.plan(2, small, unknown, resumed, divided)))
        .containsExactly("divided 0.1", "resumed 0 1", "divided 0.0", "small 0", "unknown 0");
  }

  @Test
  void next_equalSizes_keepTheOrderOfThePipeline() {
    StreamPlan twin = stream(4, 1, "twin", split("0", 10));

    assertThat(tasks(RunPlans.plan(2, twin, small))).containsExactly("twin 0", "small 0");
    assertThat(tasks(RunPlans.plan(2, small, twin))).containsExactly("small 0", "twin 0");
  }

  /** Nobody would publish a stream without splits. */
  @Test
  void readWithoutSplits_isRejected() {
    assertThatThrownBy(() -> RunPlans.read("s"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one split: s");
  }

  private static StreamPlan stream(int index, int lanes, String name, Split... splits) {
    return RunPlans.stream(index, lanes, RunPlans.read(name, splits));
  }

  private static Split split(String id, long bytes) {
    return new Split(id, ReadPart.NEW, bytes, "");
  }

  private static List<String> tasks(RunPlan plan) {
    SplitQueue queue = new SplitQueue(plan);
    List<String> tasks = new ArrayList<>();
    for (Optional<SplitQueue.Task> task = queue.next(); task.isPresent(); task = queue.next()) {
      tasks.add(
          task.get().splits().stream()
              .map(Split::id)
              .collect(Collectors.joining(" ", task.get().stream().name() + " ", "")));
    }
    assertThat(queue.next()).isEmpty();
    return tasks;
  }
}
