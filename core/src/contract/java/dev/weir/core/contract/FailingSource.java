package dev.weir.core.contract;

import dev.weir.core.connector.BatchLimits;
import dev.weir.core.connector.ReadPlan;
import dev.weir.core.connector.ReadRequest;
import dev.weir.core.connector.ReadResult;
import dev.weir.core.connector.Source;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.connector.Split;
import dev.weir.core.connector.SplitReader;
import dev.weir.core.error.EngineError;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.memory.BufferAllocator;

/**
 * A source without capabilities whose connection is lost once.
 *
 * @param resultsLeft the number of results before the failure
 */
record FailingSource(Source source, AtomicInteger resultsLeft) implements Source {
  @Override
  public SourceSession connect(Optional<String> snapshot) {
    return new Session(source.connect(snapshot), resultsLeft);
  }

  private record Session(SourceSession session, AtomicInteger resultsLeft)
      implements SourceSession {
    @Override
    public String serverVersion() {
      return session.serverVersion();
    }

    @Override
    public ReadPlan plan(ReadRequest request) {
      return session.plan(request);
    }

    @Override
    public SplitReader read(
        ReadPlan plan, Split split, BatchLimits limits, BufferAllocator allocator) {
      return new Reader(session.read(plan, split, limits, allocator), resultsLeft);
    }

    @Override
    public void cancel() {
      session.cancel();
    }

    @Override
    public void close() {
      session.close();
    }
  }

  private record Reader(SplitReader reader, AtomicInteger resultsLeft) implements SplitReader {
    @Override
    public ReadResult next() {
      if (resultsLeft.getAndDecrement() == 0) {
        throw EngineError.INTERNAL.at("The connection was lost").asTransient();
      }
      return reader.next();
    }

    @Override
    public void close() {
      reader.close();
    }
  }
}
