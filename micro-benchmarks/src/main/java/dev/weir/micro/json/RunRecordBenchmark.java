package dev.weir.micro.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.core.cli.RunRecord;
import dev.weir.core.pipeline.PipelineResult;
import dev.weir.micro.TimePerOperation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

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
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"})
public class RunRecordBenchmark extends TimePerOperation {

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
