package dev.weir.comparison;

import dev.weir.integration.fixture.BenchmarkDatabase;
import dev.weir.integration.fixture.OpenSession;
import dev.weir.integration.fixture.RowSink;
import dev.weir.integration.fixture.ShopEvents;

/** The product's reader, with the default batch size of {@code weir run}. */
final class WeirRead implements ReadContender {
  private final OpenSession session;

  WeirRead(BenchmarkDatabase database, ShopEvents table) {
    this.session = OpenSession.of(database, table);
  }

  @Override
  public void read(RowSink sink) {
    session.read(
        OpenSession.DEFAULT_BATCH_BYTES, batch -> ShopEvents.feedBatch(batch.root(), sink));
  }

  @Override
  public void close() {
    session.close();
  }
}
