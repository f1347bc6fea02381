package dev.weir.micro.config;

import dev.weir.core.config.Pipeline;
import dev.weir.micro.Agreement;
import dev.weir.micro.TimePerOperation;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to read and check a pipeline of 1 and of 100 streams, and how much of that is
 * YAML?
 *
 * <p>Each method reads the file. Compare, at equal {@code streams}:
 *
 * <ul>
 *   <li>{@code readPipeline} with {@code parseEvents}, what the YAML library does for both: the
 *       rest is the product's checks and its configured connectors.
 *   <li>{@code readPipeline} with {@code loadTree}, maps and lists without any check.
 *   <li>{@code rejectMisspelledKeys}: two problems a stream, or one, each with its line and a
 *       suggestion.
 * </ul>
 *
 * <pre>
 * java -jar target/benchmarks.jar PipelineReader
 * java -jar target/benchmarks.jar PipelineReader -p streams=1,100
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"})
@Warmup(iterations = 5, time = 150, timeUnit = TimeUnit.MILLISECONDS)
public class PipelineReaderBenchmark extends TimePerOperation {

  @Benchmark
  public Pipeline readPipeline(Documents documents) {
    return documents.valid.read();
  }

  @Benchmark
  public int parseEvents(Documents documents) throws IOException {
    return documents.valid.parseEvents();
  }

  @Benchmark
  public Object loadTree(Documents documents) throws IOException {
    return documents.valid.load();
  }

  @Benchmark
  public int rejectMisspelledKeys(Documents documents) {
    return documents.misspelled.countProblems();
  }

  /** A valid document and one with problems, which have passed their gate. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public static class Documents {
    @Param("100")
    public int streams;

    PipelineContenders valid;
    PipelineContenders misspelled;

    /** Writes the files. */
    @Setup
    public void open() throws IOException {
      valid = PipelineContenders.of(PipelineDocument.of(streams));
      misspelled = PipelineContenders.of(PipelineDocument.misspelled(streams));
      valid.check(valid.read());
      Agreement.require(
          misspelled.countProblems() >= streams,
          "a misspelled key is not reported for each stream");
    }

    /** Deletes the files. */
    @TearDown
    public void close() throws IOException {
      valid.close();
      misspelled.close();
    }
  }
}
