package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.config.Pipeline;
import dev.weir.core.pipeline.Cancellation;
import dev.weir.core.pipeline.Progress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a run waits for an answer of its servers, besides the two log-ins. */
class RoundTripsTest {
  @TempDir private Path directory;

  /** Counts the messages after which the driver waits, by its own log. */
  private static final class Counter extends Handler {
    private final AtomicInteger roundTrips = new AtomicInteger();

    @Override
    public void publish(LogRecord record) {
      String message = String.valueOf(record.getMessage());
      if (message.contains("FE=> Sync") || message.contains("FE=> Query(")) {
        roundTrips.incrementAndGet();
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static int roundTrips(PipelineFixture fixture, Pipeline config) {
    Logger driver = Logger.getLogger("org.postgresql.core.v3");
    Counter counter = new Counter();
    Level level = driver.getLevel();
    driver.setLevel(Level.FINEST);
    driver.setUseParentHandlers(false);
    driver.addHandler(counter);
    try {
      fixture.run(config, false, Progress.SILENT, new Cancellation());
    } finally {
      driver.removeHandler(counter);
      driver.setUseParentHandlers(true);
      driver.setLevel(level);
    }
    return counter.roundTrips.get();
  }

  @Test
  void run_tableWithAPrimaryKey_takesAtMost24RoundTrips() throws Exception {
    PipelineFixture fixture = new PipelineFixture("round_trips", directory);
    fixture.source.execute(
        "CREATE TABLE public.t (id integer PRIMARY KEY)", "INSERT INTO public.t VALUES (1)");
    Pipeline replace = fixture.config("name: t", "write_mode: replace", "copy", "");
    fixture.run(replace);

    assertThat(roundTrips(fixture, replace)).isBetween(10, 24);

    Pipeline append = fixture.config("name: t", "write_mode: append", "copy", "");
    fixture.destination.execute("TRUNCATE raw.t");
    assertThat(roundTrips(fixture, append)).isBetween(10, 18);
  }
}
