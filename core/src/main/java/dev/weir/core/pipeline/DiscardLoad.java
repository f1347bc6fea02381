package dev.weir.core.pipeline;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.Committable;
import dev.weir.core.connector.Load;
import dev.weir.core.connector.LoadCounts;
import dev.weir.core.connector.ReadPart;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.Split;
import dev.weir.core.connector.SplitWriter;
import dev.weir.core.connector.WriteResult;
import java.util.List;

/** The load of a main output that has no target. */
final class DiscardLoad implements Load {
  private final Load first;
  private long late;

  /**
   * Creates a load.
   *
   * @param first the load of the first output, which commits all of them
   */
  DiscardLoad(Load first) {
    this.first = first;
  }

  @Override
  public SplitWriter writer(Split split) {
    return new SplitWriter() {
      private long rows;

      @Override
      public WriteResult write(Batch batch) {
        rows += batch.rows();
        return WriteResult.written(batch.rows());
      }

      /** What is left of an overlap has come late: the repeated rows are taken out before. */
      @Override
      public Committable finish() {
        if (split.part() == ReadPart.OVERLAP) {
          late += rows;
        }
        return new Committable(split.id(), rows, "");
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public LoadCounts build(List<Committable> committables) {
    return new LoadCounts(0, 0, 0, late);
  }

  @Override
  public void commit(Receipt receipt) {
    first.commit(receipt);
  }

  /** The first load is closed by its owner. */
  @Override
  public void close() {}
}
