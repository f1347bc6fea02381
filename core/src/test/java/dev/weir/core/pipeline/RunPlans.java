package dev.weir.core.pipeline;

import dev.weir.core.connector.LoadPlan;
import dev.weir.core.connector.ReadPlan;
import dev.weir.core.connector.Resumption;
import dev.weir.core.connector.Split;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.SyncMode;
import dev.weir.core.contract.Rows;
import dev.weir.core.pipeline.RunPlan.StreamPlan;
import java.util.List;
import java.util.Optional;

/** Plans for tests of what is done with them. */
final class RunPlans {
  private RunPlans() {}

  static ReadPlan read(String stream, Split... splits) {
    return new ReadPlan(
        new StreamConfig(
            stream,
            SyncMode.FULL_REFRESH,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            true),
        Rows.SCHEMA,
        List.of(splits),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private record Load(String strategy, int lanes) implements LoadPlan {}

  static StreamPlan stream(int index, int lanes, ReadPlan read) {
    return new StreamPlan(
        index,
        Resumption.atStart(Optional.empty(), false),
        read,
        new Load("append", lanes),
        List.of(),
        false);
  }

  static RunPlan plan(int lanes, StreamPlan... streams) {
    return new RunPlan(List.of(streams), lanes, Optional.empty());
  }
}
