package dev.weir.bench.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Recorded runs with other values in some fields of their lines. */
public final class EditedRun {
  private EditedRun() {}

  public static RecordedRun of(RecordedRun run, Consumer<ObjectNode> edit) {
    ObjectNode json = Fields.parse(RecordedRunJson.write(run)).json();
    edit.accept(json);
    return RecordedRunJson.read(json.toString());
  }

  /** One process of each time: a benchmark run of one mode. */
  public static List<RecordedRun> bench(
      String runId, String sha, String mode, boolean limit, double... seconds) {
    return arm(runId, sha, mode, limit, Optional.empty(), seconds);
  }

  /** One process of each time, by one build of a comparison. */
  public static List<RecordedRun> arm(
      String runId, String sha, String mode, boolean limit, Optional<Arm> arm, double... seconds) {
    return IntStream.range(0, seconds.length)
        .mapToObj(i -> Records.process(mode, limit, arm, i + 1, seconds[i]))
        .flatMap(List::stream)
        .map(
            run ->
                of(
                    run,
                    json ->
                        json.put("bench_run_id", runId)
                            .put("git_sha", sha)
                            .put("timestamp", timestamp(runId))))
        .toList();
  }

  /** The instant in a run id such as {@code 20260504T101500Z-7}. */
  private static String timestamp(String runId) {
    return runId.replaceFirst(
        "(\\d{4})(\\d\\d)(\\d\\d)T(\\d\\d)(\\d\\d)(\\d\\d)Z-.*", "$1-$2-$3T$4:$5:$6Z");
  }

  public static List<RecordedRun> withRows(List<RecordedRun> runs, long rows) {
    return runs.stream()
        .map(
            run ->
                of(
                    run,
                    json ->
                        List.of("bench_rows", "records_read", "records_written", "dest_rows")
                            .forEach(field -> json.put(field, rows))))
        .toList();
  }

  /** With another JDK in their environment. */
  public static List<RecordedRun> withJdk(List<RecordedRun> runs, String jdk) {
    return runs.stream()
        .map(run -> of(run, json -> ((ObjectNode) json.get("environment")).put("jdk", jdk)))
        .toList();
  }

  /** With uncommitted changes. */
  public static List<RecordedRun> dirty(List<RecordedRun> runs) {
    return runs.stream().map(run -> of(run, json -> json.put("dirty", true))).toList();
  }
}
