package dev.weir.core.pipeline;

import dev.weir.core.config.NearMiss;
import dev.weir.core.config.OutputConfig;
import dev.weir.core.config.Pipeline;
import dev.weir.core.config.TransformConfig;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.JointCommitSession;
import dev.weir.core.connector.LoadRequest;
import dev.weir.core.connector.ReadPlan;
import dev.weir.core.connector.ResumePoint;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.SyncMode;
import dev.weir.core.connector.Transform;
import dev.weir.core.connector.TransformStateSession;
import dev.weir.core.connector.WriteMode;
import dev.weir.core.connector.WriteOptions;
import dev.weir.core.error.EngineError;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;

/** Plans what becomes of the outputs and the state of a pipeline's transforms. */
final class OutputPlanner {
  private final Pipeline pipeline;
  private final String loadId;

  OutputPlanner(Pipeline pipeline, String loadId) {
    this.pipeline = pipeline;
    this.loadId = loadId;
  }

  private List<TransformConfig> configs() {
    return pipeline.config().transforms();
  }

  private boolean isStateful() {
    return pipeline.transforms().stream().anyMatch(Transform::isStateful);
  }

  private boolean hasOutputs() {
    return configs().stream().anyMatch(transform -> !transform.outputs().isEmpty());
  }

  /** Returns whether a stream is loaded in one lane whatever {@code parallelism} says. */
  boolean needsOneLane() {
    return isStateful() || hasOutputs();
  }

  boolean savesState(StreamConfig stream) {
    return isStateful() && stream.syncMode() == SyncMode.INCREMENTAL;
  }

  /** Returns whether no target receives the main output. */
  boolean discardsMain() {
    return configs().stream().anyMatch(TransformConfig::discardsMain);
  }

  /**
   * Returns the session as one that commits several targets together.
   *
   * @throws WeirException if it does not
   */
  JointCommitSession jointly(DestinationSession session, StreamConfig stream) {
    if (session instanceof JointCommitSession joint) {
      return joint;
    }
    throw outputError(
            stream,
            "The destination %s cannot commit the rows of an output together with those of the stream"
                .formatted(pipeline.config().destinationName()))
        .withHint("Use the destination postgres, or remove output, outputs and main.");
  }

  /**
   * Checks that both ends keep what the state of the stream's transforms needs.
   *
   * @throws WeirException if one does not
   */
  void checkState(DestinationSession destination, ReadPlan read) {
    if (!savesState(read.stream())) {
      return;
    }
    if (!(destination instanceof TransformStateSession)) {
      throw stateError(
          read.stream(),
          "The destination %s keeps no state of transforms, which an incremental stream needs"
              .formatted(pipeline.config().destinationName()));
    }
    if (read.repeated().isEmpty()) {
      throw stateError(
          read.stream(),
          "The source %s does not tell which rows the next read repeats, which the state of a"
                  .formatted(pipeline.config().sourceName())
              + " transform needs");
    }
  }

  /** An output with the table that receives it. */
  record Routed(
      int transform,
      String transformName,
      String name,
      OutputConfig config,
      Transform.OutputSchema schema) {}

  /** The schema of the main output after all transforms, and the other outputs. */
  record Routes(Schema main, List<Routed> others) {
    Routes {
      others = List.copyOf(others);
    }
  }

  /**
   * Finds the targets of all outputs.
   *
   * @throws WeirException if an output has none, or a target has no output
   */
  Routes routes(ReadPlan read) {
    Schema schema = read.schema();
    List<Routed> others = new ArrayList<>();
    for (int i = 0; i < pipeline.transforms().size(); i++) {
      Map<String, Transform.OutputSchema> outputs =
          new LinkedHashMap<>(pipeline.transforms().get(i).outputs(schema));
      Transform.OutputSchema main = outputs.remove(Transform.MAIN);
      if (main == null) {
        throw outputError(
            read.stream(),
            "Transform %s has no output %s, but only %s"
                .formatted(configs().get(i).name(), Transform.MAIN, names(outputs)));
      }
      others.addAll(route(read.stream(), i, outputs));
      schema = main.schema();
    }
    return new Routes(schema, others);
  }

  private static String names(Map<String, Transform.OutputSchema> outputs) {
    return String.join(", ", outputs.keySet());
  }

  /** Finds the target of each output of a transform. */
  private List<Routed> route(
      StreamConfig stream, int index, Map<String, Transform.OutputSchema> outputs) {
    TransformConfig transform = configs().get(index);
    Map<String, Transform.OutputSchema> left = new LinkedHashMap<>(outputs);
    List<Routed> routed = new ArrayList<>();
    for (OutputConfig config : transform.outputs()) {
      String name = config.name().orElseGet(() -> onlyOutput(stream, transform, outputs));
      Transform.OutputSchema schema = left.remove(name);
      if (schema == null) {
        throw outputError(
            stream,
            "Transform %s has no output %s; %s"
                .formatted(
                    transform.name(),
                    NearMiss.quote(name),
                    outputs.isEmpty() ? "it has only main" : "its outputs are " + names(outputs)));
      }
      routed.add(new Routed(index, transform.name(), name, config, schema));
    }
    if (!left.isEmpty()) {
      throw outputError(
          stream,
          "Transform %s has the outputs %s, %s, but %s has no target"
              .formatted(
                  transform.name(),
                  Transform.MAIN,
                  names(outputs),
                  left.keySet().iterator().next()));
    }
    return routed;
  }

  private static String onlyOutput(
      StreamConfig stream, TransformConfig transform, Map<String, Transform.OutputSchema> outputs) {
    if (outputs.size() == 1) {
      return outputs.keySet().iterator().next();
    }
    throw outputError(
            stream,
            outputs.isEmpty()
                ? "Transform %s has only its main output, so output names a table without rows"
                    .formatted(transform.name())
                : "Transform %s has the outputs %s, so output does not say which one is meant"
                    .formatted(transform.name(), names(outputs)))
        .withHint(
            outputs.isEmpty() ? "Remove output." : "List them with name and target under outputs.");
  }

  /**
   * Plans the loads of the outputs.
   *
   * @param savesState whether the first of them is the load that commits the stream's state
   */
  List<OutputPlan> plan(
      DestinationSession destination, StreamConfig stream, Routes routes, boolean savesState) {
    List<OutputPlan> plans = new ArrayList<>();
    for (Routed output : routes.others()) {
      LoadRequest request = request(stream, output, savesState && plans.isEmpty());
      jointly(destination, stream);
      plans.add(
          new OutputPlan(
              output.transform(),
              output.transformName(),
              output.name(),
              output.config().target(),
              destination.plan(request)));
    }
    return plans;
  }

  private LoadRequest request(StreamConfig stream, Routed output, boolean savesState) {
    OutputConfig config = output.config();
    List<String> key = config.primaryKey().isEmpty() ? output.schema().key() : config.primaryKey();
    // The target gets its key only: the fields' metadata describe types, that of the schema the
    // keys and constraints of another table.
    Schema schema = new Schema(output.schema().schema().getFields());
    for (String column : key) {
      if (schema.getFields().stream().noneMatch(field -> field.getName().equals(column))) {
        throw outputError(
            stream,
            "Output %s of transform %s has no column %s of its primary_key"
                .formatted(output.name(), output.transformName(), NearMiss.quote(column)));
      }
    }
    boolean upserts = config.mode() == WriteMode.UPSERT;
    if (upserts && key.isEmpty()) {
      throw outputError(
              stream,
              "Output %s of transform %s has no key for write_mode upsert"
                  .formatted(output.name(), output.transformName()))
          .withHint("Set primary_key at the output, or use write_mode append.");
    }
    StreamConfig target =
        new StreamConfig(
            config.target(),
            SyncMode.FULL_REFRESH,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            upserts ? key : List.of(),
            false);
    WriteOptions options = pipeline.config().writeOptions();
    return new LoadRequest(
        pipeline.config().name(),
        loadId,
        target,
        ResumePoint.START,
        new WriteOptions(
            config.mode(),
            WriteOptions.DEFAULTS.replace(),
            options.create(),
            options.createTypes(),
            options.onReceiptMismatch(),
            options.evolution()),
        schema,
        1,
        upserts ? List.of() : key,
        savesState);
  }

  private static WeirException outputError(StreamConfig stream, String message) {
    return WeirException.of(
        EngineError.TRANSFORM_OUTPUT, Place.of(Side.CONFIG).inStream(stream.name()), message);
  }

  private static WeirException stateError(StreamConfig stream, String message) {
    return WeirException.of(
        EngineError.TRANSFORM_STATE, Place.of(Side.CONFIG).inStream(stream.name()), message);
  }
}
