package dev.weir.core.pipeline;

import dev.weir.core.config.PipelineConfig;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.Digest;
import dev.weir.core.connector.ReadRequest;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.SyncMode;
import dev.weir.core.connector.WriteMode;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the content of both ends, outside the measured time. Digests are sums, so a target that
 * already held rows is compared by what was added to it.
 */
final class Verification {
  private final PipelineConfig config;
  private final boolean wanted;
  private final Map<String, Digest> before = new LinkedHashMap<>();

  Verification(PipelineConfig config, boolean wanted) {
    this.config = config;
    this.wanted = wanted;
    if (wanted && !config.transforms().isEmpty()) {
      throw WeirException.of(
          "verify.transforms",
          ErrorKind.CONFIG,
          Place.of(Side.CONFIG),
          "--verify compares both ends, and a pipeline with transforms changes what it moves",
          "Leave --verify out, or the transforms.");
    }
  }

  /**
   * What both ends hold of the streams that the run moved, all together.
   *
   * @param destination without the rows that were there before
   */
  record Outcome(Digest source, Digest destination) {}

  /** Notes what append-only targets hold before the run. */
  void before() {
    if (!wanted || config.writeMode() != WriteMode.APPEND) {
      return;
    }
    try (SourceSession source = config.source().connect();
        DestinationSession session = config.destination().connect()) {
      for (StreamConfig stream : config.streams()) {
        if (stream.syncMode() == SyncMode.FULL_REFRESH) {
          before.put(stream.name(), session.digest(whole(stream), source.columns(stream)));
        }
      }
    }
  }

  /**
   * Compares, using the attempt's sessions, and so the snapshot that it read. Empty where an
   * earlier attempt committed a stream: the snapshot that it read is gone, and with it what to
   * compare to.
   *
   * @throws WeirException where the content differs
   */
  Optional<Outcome> after(Attempt attempt, RunTally tally) {
    if (!wanted) {
      return Optional.empty();
    }
    if (attempt.finishedRequests().size() < config.streams().size()) {
      return Optional.empty();
    }
    Digest sources = Digest.EMPTY;
    Digest destinations = Digest.EMPTY;
    for (ReadRequest request : attempt.finishedRequests()) {
      String name = request.stream().name();
      Digest source = attempt.source().digest(request);
      Digest destination =
          attempt
              .destination()
              .digest(request, attempt.source().columns(request.stream()))
              .minus(before.getOrDefault(name, Digest.EMPTY));
      long rows = tally.committed(request.stream()).map(RunTally.Committed::rowsRead).orElse(0L);
      if (!source.equals(destination) || source.rows() != rows) {
        throw Failures.contentDiffers(name, rows, source, destination);
      }
      sources = sources.plus(source);
      destinations = destinations.plus(destination);
    }
    return Optional.of(new Outcome(sources, destinations));
  }

  private static ReadRequest whole(StreamConfig stream) {
    return new ReadRequest(stream, Optional.empty());
  }
}
