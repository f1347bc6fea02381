package dev.weir.core.pipeline;

import dev.weir.core.channel.ChannelAbortedException;
import dev.weir.core.config.PipelineConfig;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.error.EngineError;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The two sessions of an attempt. They are opened by the threads that use them, cancelled from any
 * thread, and closed by the attempt.
 */
final class Sessions implements AutoCloseable {
  private final PipelineConfig config;
  private final CompletableFuture<Void> stopped;
  private volatile @Nullable SourceSession source;
  private volatile @Nullable DestinationSession destination;
  private volatile Optional<String> digestMethod = Optional.empty();

  Sessions(PipelineConfig config, CompletableFuture<Void> stopped) {
    this.config = config;
    this.stopped = stopped;
  }

  SourceSession openSource() {
    SourceSession session =
        Opening.await("source", config.source()::connect, SourceSession::close, stopped);
    source = session;
    checkGoingOn();
    return session;
  }

  DestinationSession openDestination() {
    DestinationSession session =
        Opening.await(
            "destination", config.destination()::connect, DestinationSession::close, stopped);
    destination = session;
    checkGoingOn();
    return session;
  }

  private void checkGoingOn() {
    if (stopped.isDone()) {
      throw new ChannelAbortedException();
    }
  }

  /** Chooses how both ends digest rows. Both sessions are open. */
  void agreeOnDigest() {
    SourceSession reading = source;
    DestinationSession writing = destination;
    if (reading == null || writing == null) {
      throw new IllegalStateException("A session is not open");
    }
    digestMethod =
        reading.digestMethods().stream().filter(writing.digestMethods()::contains).findFirst();
    if (digestMethod.isEmpty()) {
      throw EngineError.VERIFY_UNSUPPORTED.at(
          "--verify compares the content of both ends, and %s and %s have no common digest"
              .formatted(config.sourceName(), config.destinationName()));
    }
  }

  String digestMethod() {
    return digestMethod.orElseThrow();
  }

  /** Ends what both sessions have under way, at the same time; returns when both were told. */
  void cancel() {
    SourceSession reading = source;
    DestinationSession writing = destination;
    Thread other = null;
    if (reading != null) {
      other = new Thread(reading::cancel, "weir-cancel-source");
      other.setDaemon(true);
      other.start();
    }
    if (writing != null) {
      writing.cancel();
    }
    if (other != null) {
      Threads.join(other);
    }
  }

  @Override
  public void close() {
    SourceSession reading = source;
    DestinationSession writing = destination;
    try {
      if (reading != null) {
        reading.close();
      }
    } finally {
      if (writing != null) {
        writing.close();
      }
    }
  }
}
