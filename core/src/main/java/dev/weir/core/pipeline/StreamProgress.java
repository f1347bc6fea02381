package dev.weir.core.pipeline;

import dev.weir.core.connector.Committable;
import dev.weir.core.connector.Notice;
import dev.weir.core.pipeline.RunPlan.StreamPlan;
import java.util.ArrayList;
import java.util.List;

/** The splits of one stream that are written. Thread-safe. */
final class StreamProgress {
  private final StreamPlan plan;
  private final List<Committable> committables = new ArrayList<>();
  private final List<Notice> notices = new ArrayList<>();
  private Moved total = new Moved(0, 0, 0, 0);

  StreamProgress(StreamPlan plan) {
    this.plan = plan;
  }

  /**
   * Rows and their Arrow bytes.
   *
   * @param rowsRead before the transforms
   * @param rowsSent after the transforms
   */
  record Moved(long rowsRead, long bytesRead, long rowsSent, long bytesSent) {
    Moved plus(Moved other) {
      return new Moved(
          rowsRead + other.rowsRead,
          bytesRead + other.bytesRead,
          rowsSent + other.rowsSent,
          bytesSent + other.bytesSent);
    }
  }

  /** Adds a split; returns whether it was the last one, so that the caller publishes the stream. */
  synchronized boolean add(Committable committable, Moved moved) {
    committables.add(committable);
    total = total.plus(moved);
    return committables.size() == plan.read().splits().size();
  }

  /** Adds what transforms tell of the run. */
  synchronized void addNotices(List<Notice> added) {
    notices.addAll(added);
  }

  synchronized List<Notice> notices() {
    return List.copyOf(notices);
  }

  synchronized List<Committable> committables() {
    return List.copyOf(committables);
  }

  synchronized Moved total() {
    return total;
  }
}
