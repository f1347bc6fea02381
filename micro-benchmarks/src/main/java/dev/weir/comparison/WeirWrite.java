package dev.weir.comparison;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.Load;
import dev.weir.core.connector.LoadPlan;
import dev.weir.core.connector.LoadRequest;
import dev.weir.core.connector.ReadPart;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.ResumePoint;
import dev.weir.core.connector.Split;
import dev.weir.core.connector.SplitWriter;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.SyncMode;
import dev.weir.core.connector.WriteOptions;
import dev.weir.integration.fixture.BenchmarkDatabase;
import dev.weir.integration.fixture.ShopEvents;
import dev.weir.postgres.destination.LoadMethod;
import dev.weir.postgres.destination.PostgresDestination;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * The product's writer: a load in one transaction with its receipt, as a lane of {@code weir run}
 * does it. Its plan, which reads the catalogs, is a part of the operation.
 */
final class WeirWrite implements WriteContender {
  private static final String PIPELINE = "comparison";
  private static final Split SPLIT = new Split("0", ReadPart.NEW, -1, "");

  private final BufferAllocator allocator = new RootAllocator();
  private final EventBatches batches;
  private final DestinationSession session;
  private final StreamConfig stream;

  WeirWrite(
      BenchmarkDatabase source,
      BenchmarkDatabase destination,
      ShopEvents table,
      String target,
      LoadMethod method) {
    this.batches = new EventBatches(source, table);
    this.session = PostgresDestination.of(destination.config(), method).connect();
    this.stream =
        new StreamConfig(
            target,
            SyncMode.FULL_REFRESH,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            false);
  }

  @Override
  public void write() {
    String loadId = UUID.randomUUID().toString();
    LoadPlan plan =
        session.plan(
            new LoadRequest(
                PIPELINE,
                loadId,
                stream,
                ResumePoint.START,
                WriteOptions.DEFAULTS,
                batches.schema(),
                1));
    session.prepare(plan);
    try (Load load = session.open(plan, allocator)) {
      long rows;
      try (SplitWriter writer = load.writer(SPLIT)) {
        for (Batch batch : batches.all()) {
          writer.write(batch);
        }
        rows = load.build(List.of(writer.finish())).written();
      }
      load.commit(
          new Receipt(
              PIPELINE,
              loadId,
              stream.name(),
              1,
              Optional.empty(),
              OptionalLong.empty(),
              rows,
              batches.bytes()));
    }
  }

  @Override
  public void close() {
    session.close();
    batches.close();
    allocator.close();
  }
}
