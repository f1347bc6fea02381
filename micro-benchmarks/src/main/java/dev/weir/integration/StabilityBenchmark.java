package dev.weir.integration;

import dev.weir.bench.stats.Interval;
import dev.weir.integration.fixture.BenchmarkDatabase;
import dev.weir.integration.fixture.OpenSession;
import dev.weir.integration.fixture.ShopEvents;
import dev.weir.integration.fixture.Tables;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Does resident memory grow while a million rows are read?
 *
 * <p>One operation reads the table ten times and samples resident memory each 10 ms, at the next
 * batch. {@code growth} is the mean of the slopes of the ten reads in bytes a second, {@code
 * growthLow} and {@code growthHigh} its 95 % interval: an interval with zero in it shows no growth.
 * All pages of the heap are touched before, so that its growth is not counted as a leak. JMH adds
 * these figures up over forks, so there is one.
 *
 * <pre>
 * java -jar target/benchmarks.jar integration.Stability
 * </pre>
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-Xmn16m"})
@Warmup(iterations = 1)
@Measurement(iterations = 1)
public class StabilityBenchmark {
  private static final int READS = 10;
  private static final long SAMPLE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  @Benchmark
  public long read(Table table, Growth growth, Blackhole blackhole) {
    Slopes slopes = new Slopes();
    long rows = 0;
    for (int i = 0; i < READS; i++) {
      Sampler sampler = new Sampler(slopes);
      rows +=
          table.session.read(
              OpenSession.DEFAULT_BATCH_BYTES,
              batch -> {
                blackhole.consume(batch.root());
                sampler.batch();
              });
      sampler.end();
    }
    growth.set(slopes.perSecond());
    return rows;
  }

  /** Samples resident memory at most once each {@link #SAMPLE_NANOS}. */
  private static final class Sampler {
    private final Slopes slopes;
    private final long start = System.nanoTime();
    private long next = start;

    Sampler(Slopes slopes) {
      this.slopes = slopes;
    }

    void batch() {
      if (System.nanoTime() >= next) {
        sample();
      }
    }

    private void sample() {
      long now = System.nanoTime();
      slopes.sample(now - start, (double) MemoryUse.residentBytes());
      next = now + SAMPLE_NANOS;
    }

    void end() {
      sample();
      slopes.endPart();
    }
  }

  /** A table whose rows have passed the gate. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public static class Table {
    @Param("1000000")
    public int rows;

    OpenSession session;

    @Setup
    public void open() throws SQLException {
      BenchmarkDatabase database = BenchmarkDatabase.source();
      ShopEvents content = new ShopEvents(rows);
      Tables.create(database, content);
      OpenSession.check(database, content, ShopEvents::feedBatch);
      session = OpenSession.of(database, content);
    }

    @TearDown
    public void close() {
      session.close();
    }
  }

  /** The slope of resident memory in bytes a second, and its interval. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Growth {
    public double growthLow;
    public double growth;
    public double growthHigh;

    void set(Interval slope) {
      growthLow = slope.low();
      growth = slope.point();
      growthHigh = slope.high();
    }
  }
}
