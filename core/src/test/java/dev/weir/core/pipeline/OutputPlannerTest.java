package dev.weir.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.config.OutputConfig;
import dev.weir.core.config.Pipeline;
import dev.weir.core.config.TransformConfig;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.ReadPart;
import dev.weir.core.connector.ReadPlan;
import dev.weir.core.connector.Resumption;
import dev.weir.core.connector.Split;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.SyncMode;
import dev.weir.core.connector.Transform;
import dev.weir.core.connector.WriteMode;
import dev.weir.core.error.WeirException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused of outputs and states before a row is read; to a destination without both. */
class OutputPlannerTest {
  private static final Split SPLIT = new Split("0", ReadPart.NEW, 0, "");

  @TempDir private Path directory;

  private static OutputConfig output(String name) {
    return new OutputConfig(
        Optional.of(name).filter(text -> !text.isEmpty()), "alerts", WriteMode.APPEND, List.of());
  }

  private static TransformConfig config(OutputConfig... outputs) {
    return new TransformConfig("test0", List.of(outputs), false);
  }

  private WeirException refusal(Transform transform, TransformConfig config) throws IOException {
    return refusal(transform, config, RunPlans.read("one", SPLIT));
  }

  private WeirException refusal(Transform transform, TransformConfig config, ReadPlan read)
      throws IOException {
    Pipeline pipeline =
        ScriptedPipeline.of(
            directory,
            List.of("one"),
            "",
            ScriptedSource.of(),
            List.of(transform),
            List.of(config),
            new RecordingDestination());
    try (DestinationSession session = pipeline.destination().connect()) {
      return catchThrowableOfType(
          WeirException.class,
          () ->
              new Planner(pipeline, "load")
                  .stream(0, session, read, Resumption.atStart(Optional.empty(), false), 1));
    }
  }

  private static void assertOutputError(WeirException error, String message) {
    assertThat(error).hasMessageContaining(message);
    assertThat(error.code()).isEqualTo("run.transform_output");
    assertThat(error.place().toString()).contains("one");
  }

  @Test
  void plan_destinationWithoutJointCommit_isRefused() throws IOException {
    WeirException error = refusal(new TestTransform("main", "a"), config(output("a")));

    assertOutputError(
        error,
        "The destination toy cannot commit the rows of an output together with those of the stream");
    assertThat(error.hint()).contains("postgres");
  }

  @Test
  void plan_outputWithoutTarget_isRefused() throws IOException {
    assertOutputError(
        refusal(new TestTransform("main", "a", "b"), config(output("a"))),
        "Transform test0 has the outputs main, a, b, but b has no target");
  }

  @Test
  void plan_unknownOutput_isRefused() throws IOException {
    assertOutputError(
        refusal(new TestTransform("main", "alerts"), config(output("alert"))),
        "Transform test0 has no output \"alert\"; its outputs are alerts");
  }

  @Test
  void plan_outputOfATransformWithoutOthers_isRefused() throws IOException {
    assertOutputError(
        refusal(TestTransform.toMain(), config(output(""))),
        "Transform test0 has only its main output, so output names a table without rows");
  }

  @Test
  void plan_outputOfATransformWithSeveral_isRefused() throws IOException {
    assertOutputError(
        refusal(new TestTransform("main", "a", "b"), config(output(""))),
        "Transform test0 has the outputs a, b, so output does not say which one is meant");
  }

  @Test
  void plan_transformWithoutMain_isRefused() throws IOException {
    assertOutputError(
        refusal(new TestTransform("a"), config(output("a"))),
        "Transform test0 has no output main, but only a");
  }

  @Test
  void plan_keyThatIsNoColumn_isRefused() throws IOException {
    OutputConfig keyed =
        new OutputConfig(Optional.of("a"), "alerts", WriteMode.APPEND, List.of("idd"));

    assertOutputError(
        refusal(new TestTransform("main", "a"), config(keyed)),
        "Output a of transform test0 has no column \"idd\" of its primary_key");
  }

  @Test
  void plan_upsertWithoutKey_isRefused() throws IOException {
    OutputConfig upsert = new OutputConfig(Optional.of("a"), "alerts", WriteMode.UPSERT, List.of());

    assertOutputError(
        refusal(new TestTransform("main", "a"), config(upsert)),
        "Output a of transform test0 has no key for write_mode upsert");
  }

  @Test
  void plan_stateAtADestinationWithoutStates_isRefused() throws IOException {
    TestTransform stateful =
        new TestTransform("main") {
          @Override
          public boolean isStateful() {
            return true;
          }
        };
    ReadPlan full = RunPlans.read("one", SPLIT);
    StreamConfig incremental =
        new StreamConfig(
            "one",
            SyncMode.INCREMENTAL,
            Optional.of("id"),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            true);
    ReadPlan read =
        new ReadPlan(
            incremental,
            full.schema(),
            full.splits(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    WeirException error = refusal(stateful, new TransformConfig("test0", List.of(), false), read);

    assertThat(error.code()).isEqualTo("run.transform_state");
    assertThat(error).hasMessageContaining("The destination toy keeps no state of transforms");
    assertThat(refusal(stateful, new TransformConfig("test0", List.of(), false))).isNull();
  }
}
