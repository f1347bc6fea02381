package dev.weir.core.pipeline;

import dev.weir.core.config.Pipeline;
import dev.weir.core.config.PipelineConfig;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.DigestSession;
import dev.weir.core.connector.LoadPlan;
import dev.weir.core.connector.LoadRequest;
import dev.weir.core.connector.LockableSession;
import dev.weir.core.connector.QueryableSession;
import dev.weir.core.connector.ReadPlan;
import dev.weir.core.connector.ReadRequest;
import dev.weir.core.connector.Resumption;
import dev.weir.core.connector.SnapshotSession;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.connector.Split;
import dev.weir.core.connector.SplittableSession;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.ValueForm;
import dev.weir.core.error.EngineError;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.RunPlan.StreamPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Plans a run with two open sessions. Planning changes nothing, and checks everything that the run
 * can be refused for.
 */
public final class Planner {
  private final PipelineConfig config;
  private final String loadId;
  private final int processors;
  private final OutputPlanner outputs;

  /**
   * Creates a planner.
   *
   * @param loadId the run's id
   */
  public Planner(Pipeline pipeline, String loadId) {
    this(pipeline, loadId, Runtime.getRuntime().availableProcessors());
  }

  Planner(Pipeline pipeline, String loadId, int processors) {
    this.config = pipeline.config();
    this.loadId = loadId;
    this.processors = processors;
    this.outputs = new OutputPlanner(pipeline, loadId);
  }

  /**
   * Plans streams. While the source plans, the destination inspects the targets.
   *
   * @param verify whether the run compares both ends
   */
  public RunPlan plan(
      ReadPlanning source,
      DestinationSession destination,
      List<StreamConfig> streams,
      boolean verify) {
    List<Resumption> resumptions =
        streams.stream().map(stream -> resume(destination, stream)).toList();
    List<ReadRequest> requests = new ArrayList<>();
    for (int i = 0; i < streams.size(); i++) {
      requests.add(request(Optional.of(destination), streams.get(i), resumptions.get(i)));
    }
    source.start(session -> requests.stream().map(request -> read(session, request)).toList());
    if (!outputs.discardsMain()) {
      streams.forEach(stream -> destination.inspect(stream, config.writeOptions()));
    }
    List<ReadPlan> reads = source.reads();
    SourceSession reading = source.session();
    Division division = divide(reading, destination, reads);
    List<StreamPlan> plans = new ArrayList<>();
    for (int i = 0; i < streams.size(); i++) {
      ReadPlan read = division.reads().get(i);
      int lanes = division.streamLanes().get(i);
      plans.add(stream(i, destination, read, resumptions.get(i), lanes));
    }
    int tasks =
        plans.stream()
            .mapToInt(stream -> stream.lanes() > 1 ? stream.read().splits().size() : 1)
            .sum();
    return new RunPlan(
        plans,
        Math.max(1, Math.min(division.lanesMax(), tasks)),
        verify ? Optional.of(digestMethod(reading, destination)) : Optional.empty());
  }

  /** Returns where the read of a stream begins. */
  public Resumption resume(DestinationSession destination, StreamConfig stream) {
    if (outputs.discardsMain()) {
      return outputs
          .jointly(destination, stream)
          .resumeWithoutTarget(config.name(), stream, config.writeOptions());
    }
    return destination.resume(config.name(), stream, config.writeOptions());
  }

  /** Returns what the source is asked for; the native form if there is no destination. */
  public ReadRequest request(
      Optional<DestinationSession> destination, StreamConfig stream, Resumption resumption) {
    ValueForm form = destination.map(session -> session.valueForm(stream)).orElse(ValueForm.NATIVE);
    return new ReadRequest(
        stream, resumption.from(), resumption.describeTable(), form, outputs.savesState(stream));
  }

  /** Plans a read, if the source is able to do what the stream asks for. */
  public static ReadPlan read(SourceSession source, ReadRequest request) {
    StreamConfig stream = request.stream();
    boolean isQuery = stream.query().isPresent() || stream.rowsMax().isPresent();
    if (isQuery && !(source instanceof QueryableSession)) {
      throw WeirException.of(
          EngineError.QUERY_UNSUPPORTED,
          Place.of(Side.SOURCE).inStream(stream.name()),
          "The source has no %s"
              .formatted(stream.query().isPresent() ? "queries" : "limit of rows"));
    }
    return source.plan(request);
  }

  /**
   * The reads of a run after their division.
   *
   * @param streamLanes for each read, the number of lanes that write it
   * @param lanesMax the maximum number of lanes of the run
   */
  public record Division(List<ReadPlan> reads, List<Integer> streamLanes, int lanesMax) {
    public Division {
      reads = List.copyOf(reads);
      streamLanes = List.copyOf(streamLanes);
    }
  }

  /**
   * Divides the reads, as {@code parallelism} requires. A run has one lane where the source cannot
   * share its snapshot or the destination cannot lock the pipeline, and a stream has one where a
   * transform keeps state or has further outputs.
   */
  public Division divide(
      SourceSession source, DestinationSession destination, List<ReadPlan> reads) {
    Distribution distribution =
        source instanceof SnapshotSession && destination instanceof LockableSession
            ? Distribution.of(config.resources().parallelism(), processors, reads)
            : new Distribution(1, reads.stream().map(read -> 1).toList());
    boolean divides = !outputs.needsOneLane();
    List<ReadPlan> divided = new ArrayList<>();
    List<Integer> lanes = new ArrayList<>();
    for (int i = 0; i < reads.size(); i++) {
      ReadPlan read = divide(source, reads.get(i), divides ? distribution.parts().get(i) : 1);
      boolean isDivided = read.splits().size() > reads.get(i).splits().size();
      divided.add(read);
      lanes.add(isDivided ? Math.min(distribution.lanes(), read.splits().size()) : 1);
    }
    return new Division(divided, lanes, distribution.lanes());
  }

  private static ReadPlan divide(SourceSession source, ReadPlan read, int parts) {
    if (parts == 1 || !(source instanceof SplittableSession splittable)) {
      return read;
    }
    long total = Distribution.estimatedBytes(read.splits());
    List<Split> splits = new ArrayList<>();
    for (Split split : read.splits()) {
      int share =
          total <= 0 ? parts : (int) Math.round((double) parts * split.estimatedBytes() / total);
      splits.addAll(share > 1 ? splittable.split(read, split, share) : List.of(split));
    }
    return read.withSplits(splits);
  }

  /**
   * Plans the loads of a stream.
   *
   * @param index in {@link RunPlan#streams}
   * @param lanes the number of lanes that write its splits
   */
  public StreamPlan stream(
      int index, DestinationSession destination, ReadPlan read, Resumption resumption, int lanes) {
    outputs.checkState(destination, read);
    boolean savesState = outputs.savesState(read.stream());
    OutputPlanner.Routes routes = outputs.routes(read);
    LoadPlan main =
        outputs.discardsMain()
            ? new DiscardPlan()
            : load(destination, read, routes.main(), resumption, lanes, savesState);
    return new StreamPlan(
        index,
        resumption,
        read,
        main,
        outputs.plan(destination, read.stream(), routes, savesState && outputs.discardsMain()),
        savesState);
  }

  private LoadPlan load(
      DestinationSession destination,
      ReadPlan read,
      Schema schema,
      Resumption resumption,
      int lanes,
      boolean savesState) {
    LoadPlan load =
        destination.plan(
            new LoadRequest(
                config.name(),
                loadId,
                read.stream(),
                resumption.from(),
                config.writeOptions(),
                schema,
                lanes,
                List.of(),
                savesState));
    if (read.tableIdentity().isPresent() && read.tableIdentity().equals(load.tableIdentity())) {
      throw WeirException.of(
          EngineError.SAME_TABLE,
          Place.of(Side.CONFIG).inStream(read.stream().name()),
          "The stream's source and its target are the same table");
    }
    return load;
  }

  private String digestMethod(SourceSession source, DestinationSession destination) {
    if (source instanceof DigestSession reading && destination instanceof DigestSession writing) {
      Optional<String> method =
          reading.digestMethods().stream().filter(writing.digestMethods()::contains).findFirst();
      if (method.isPresent()) {
        return method.get();
      }
    }
    throw EngineError.VERIFY_UNSUPPORTED.at(
        "--verify compares the content of both ends, and %s and %s have no common digest"
            .formatted(config.sourceName(), config.destinationName()));
  }
}
