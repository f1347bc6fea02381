package dev.weir.core.pipeline;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.Committable;
import dev.weir.core.connector.Load;
import dev.weir.core.connector.LoadCounts;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.Split;
import dev.weir.core.connector.SplitWriter;
import dev.weir.core.connector.WriteResult;
import java.util.List;

/**
 * The load of a main output that has no target.
 *
 * @param first the load of the first output, which commits all of them
 */
record DiscardLoad(Load first) implements Load {
  @Override
  public SplitWriter writer(Split split) {
    return new SplitWriter() {
      private long rows;

      @Override
      public WriteResult write(Batch batch) {
        rows += batch.rows();
        return WriteResult.written(batch.rows());
      }

      @Override
      public Committable finish() {
        return new Committable(split.id(), rows, "");
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public LoadCounts build(List<Committable> committables) {
    return LoadCounts.inserted(0);
  }

  @Override
  public void commit(Receipt receipt) {
    first.commit(receipt);
  }

  /** The first load is closed by its owner. */
  @Override
  public void close() {}
}
