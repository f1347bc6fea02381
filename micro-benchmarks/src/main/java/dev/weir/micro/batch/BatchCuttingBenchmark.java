package dev.weir.micro.batch;

import dev.weir.core.batch.Batch;
import dev.weir.core.pipeline.AdaptiveBatches;
import dev.weir.core.pipeline.AdaptiveBatches.Pace;
import dev.weir.micro.Moved;
import dev.weir.micro.TimePerOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does it cost to cut rows into batches of a size?
 *
 * <p>The rows are 10,000 of about 70 bytes, so that 8 MiB cut nothing and 64 KiB cut about twelve
 * batches. Compare:
 *
 * <ul>
 *   <li>{@code buildRows} with {@code batchBytes=65536} and {@code 8388608}: the rows are made from
 *       text, as the readers of text files do; the difference is that of cutting.
 *   <li>{@code divideBatch} with {@code shareBatch}, its first step: a batch that is there already
 *       is halved until each part fits.
 *   <li>{@code adaptSize}: the decision on the size of the next batch.
 * </ul>
 *
 * <pre>
 * java -jar target/benchmarks.jar BatchCutting
 * java -jar target/benchmarks.jar BatchCutting -p batchBytes=65536,8388608
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+UseParallelGC"})
public class BatchCuttingBenchmark extends TimePerOperation {

  @Benchmark
  public void buildRows(EachSize size, Moved moved, Blackhole blackhole) {
    size.cuts.build(batch -> consume(batch, blackhole));
    moved.add(size.rows, size.cuts.bytes());
  }

  // C2 compiles all of it after 0.6 s. With 0.4 s of warm-up it takes twice as long.
  @Benchmark
  @Warmup(iterations = 5, time = 250, timeUnit = TimeUnit.MILLISECONDS)
  public void divideBatch(EachSize size, Moved moved, Blackhole blackhole) {
    size.cuts.divide(batch -> consume(batch, blackhole));
    moved.add(size.rows, size.cuts.bytes());
  }

  @Benchmark
  public void shareBatch(OneSize size, Moved moved, Blackhole blackhole) {
    try (VectorSchemaRoot shared = size.cuts.share()) {
      blackhole.consume(shared);
    }
    moved.add(size.rows, size.cuts.bytes());
  }

  private static void consume(Batch batch, Blackhole blackhole) {
    blackhole.consume(batch.root());
    batch.close();
  }

  @Benchmark
  public long adaptSize(Rule rule) {
    return RowCuts.adapt(rule.batches, rule.nextPace());
  }

  /** Batches of a size. */
  public static class EachSize extends Rows {
    @Param("10000")
    public int rows;

    @Param("65536")
    public long batchBytes;

    @Override
    RowCuts create() {
      return new RowCuts(rows, batchBytes);
    }
  }

  /** Batches that are not cut. */
  public static class OneSize extends Rows {
    private static final long UNCUT_BYTES = 8 << 20;

    @Param("10000")
    public int rows;

    @Override
    RowCuts create() {
      return new RowCuts(rows, UNCUT_BYTES);
    }
  }

  /** Rows whose cuts have passed their gate. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public abstract static class Rows {
    RowCuts cuts;

    abstract RowCuts create();

    /** Makes the rows. */
    @Setup
    public void open() {
      cuts = create();
      List<Batch> built = new ArrayList<>();
      cuts.build(built::add);
      cuts.check("the builder", built);
      List<Batch> divided = new ArrayList<>();
      cuts.divide(divided::add);
      cuts.check("the division", divided);
    }

    /** Releases the rows. */
    @TearDown
    public void close() {
      cuts.close();
    }
  }

  /** The rule, which sees paces that make it grow and shrink. */
  @State(Scope.Thread)
  public static class Rule {
    private static final Pace[] PACES = {
      Pace.CONSUMER_WAITS, Pace.CONSUMER_WAITS, Pace.EVEN, Pace.CONSUMER_IS_BEHIND
    };
    private static final long BYTES_MAX = 8 << 20;

    final AdaptiveBatches batches = new AdaptiveBatches(BYTES_MAX);
    private int turn;

    Pace nextPace() {
      turn = (turn + 1) & (PACES.length - 1);
      return PACES[turn];
    }
  }
}
