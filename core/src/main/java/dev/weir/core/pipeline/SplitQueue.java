package dev.weir.core.pipeline;

import dev.weir.core.connector.Split;
import dev.weir.core.pipeline.RunPlan.StreamPlan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** The splits of a run, from which lanes take their next task. Thread-safe. */
final class SplitQueue {
  private final Queue<Task> tasks;

  /** Splits of one stream that one lane moves in this order. */
  record Task(StreamPlan stream, List<Split> splits) {}

  /** Queues all splits: in the pipeline's order for one lane, else the largest first. */
  SplitQueue(RunPlan plan) {
    List<Task> all = new ArrayList<>();
    for (StreamPlan stream : plan.streams()) {
      if (stream.lanes() == 1) {
        all.add(new Task(stream, stream.read().splits()));
      } else {
        stream.read().splits().forEach(split -> all.add(new Task(stream, List.of(split))));
      }
    }
    if (plan.lanes() > 1) {
      all.sort(Comparator.comparingLong(SplitQueue::estimatedBytes).reversed());
    }
    tasks = new ArrayDeque<>(all);
  }

  private static long estimatedBytes(Task task) {
    return Distribution.estimatedBytes(task.splits());
  }

  synchronized Optional<Task> next() {
    return Optional.ofNullable(tasks.poll());
  }
}
