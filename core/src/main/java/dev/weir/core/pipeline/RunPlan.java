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
   * @param outputs those of transforms that have a target of their own
   * @param savesState whether the state of transforms is given from run to run
   */
  public record StreamPlan(
      int index,
      Resumption resumption,
      ReadPlan read,
      LoadPlan load,
      List<OutputPlan> outputs,
      boolean savesState) {
    public StreamPlan {
      outputs = List.copyOf(outputs);
    }

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

    /** Returns whether no target receives the main output. */
    boolean discardsMain() {
      return load instanceof DiscardPlan;
    }

    /** Returns the notices of the loads. */
    public List<Notice> loadNotices() {
      return Stream.concat(
              load.notices().stream(),
              outputs.stream().flatMap(output -> output.load().notices().stream()))
          .toList();
    }

    /** Returns all notices of the plan. */
    public List<Notice> notices() {
      return Stream.of(resumption.notices(), read.notices(), loadNotices())
          .flatMap(List::stream)
          .toList();
    }
  }
}
