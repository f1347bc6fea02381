package dev.weir.core.pipeline;

import dev.weir.core.connector.LoadPlan;
import dev.weir.core.connector.Notice;
import dev.weir.core.connector.ReadPlan;
import dev.weir.core.connector.Resumption;
import dev.weir.core.connector.StreamConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a run will do, decided before the first row.
 *
 * @param streams in the pipeline's order, without those that an earlier attempt has committed
 * @param lanes the number of lanes, at least 1
 * @param digestMethod how rows are compared with {@code --verify}; empty without it
 */
public record RunPlan(List<StreamPlan> streams, int lanes, Optional<String> digestMethod) {
  public RunPlan {
    streams = List.copyOf(streams);
  }

  /**
   * What a run will do with one stream.
   *
   * @param index in {@link RunPlan#streams}
   */
  public record StreamPlan(int index, Resumption resumption, ReadPlan read, LoadPlan load) {
    /** Returns the number of lanes that write the stream's splits. */
    public int lanes() {
      return load.lanes();
    }

    public StreamConfig stream() {
      return read.stream();
    }

    public String name() {
      return read.stream().name();
    }

    /** Returns all notices of the plan. */
    public List<Notice> notices() {
      return Stream.of(resumption.notices(), read.notices(), load.notices())
          .flatMap(List::stream)
          .toList();
    }
  }
}
