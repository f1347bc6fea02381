package dev.weir.micro.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.core.cli.RunRecord;
import dev.weir.core.pipeline.PipelineResult;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to make the record of a run, one line of JSON?
 *
 * <p>Compare {@code writeRunRecord} with {@code printTree}, its last step: the text of a tree that
 * is there already. {@code parseRunRecord} reads the record into a tree, as a reader of records
 * does.
 *
 * <pre>
 * java -jar target/benchmarks.jar RunRecord
 * </pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 60, timeUnit = TimeUnit.MILLISECONDS)
public class RunRecordBenchmark {

  @Benchmark
  public String writeRunRecord(Run run) {
    return RunRecord.json(run.result);
  }

  @Benchmark
  public String printTree(Run run) {
    return run.tree.toString();
  }

  @Benchmark
  public JsonNode parseRunRecord(Run run) {
    return RunRecords.parse(run.json);
  }

  /** A run whose record has passed its gate. */
  @State(Scope.Benchmark)
  public static class Run {
    final PipelineResult result = RunRecords.result();
    final String json = RunRecord.json(result);
    final JsonNode tree = RunRecords.parse(json);

    /** Holds the record to the gate. */
    @Setup
    public void open() {
      RunRecords.check(result, json);
    }
  }
}
