package dev.weir.core.pipeline;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The times of one lane. The source's fields are written by the source's thread and the
 * destination's by the destination's; both have ended before anything is read.
 */
final class LaneTally {
  final StageClock<SourceStage> sourceClock;
  final StageClock<DestStage> destClock;
  final Side source;
  final Side destination;

  /** Written by the source's thread. */
  Optional<AdaptiveBatches> adaptive = Optional.empty();

  LaneTally(LongSupplier nanoTime) {
    this.sourceClock = new StageClock<>(SourceStage.class, nanoTime);
    this.destClock = new StageClock<>(DestStage.class, nanoTime);
    this.source = new Side(nanoTime);
    this.destination = new Side(nanoTime);
  }

  /** Starts both sides. */
  void start() {
    source.start();
    destination.start();
    sourceClock.enter(SourceStage.CONNECT);
    destClock.enter(DestStage.CONNECT);
  }

  /** Stops what is running. */
  void stop() {
    sourceClock.stop();
    destClock.stop();
    source.stop();
    destination.stop();
  }

  /** The duration of a side, and the heap memory that its threads allocate. */
  static final class Side {
    private final LongSupplier nanoTime;
    private OptionalLong startNanos = OptionalLong.empty();
    private long nanos;
    private long allocatedBytes;

    Side(LongSupplier nanoTime) {
      this.nanoTime = nanoTime;
    }

    void start() {
      startNanos = OptionalLong.of(nanoTime.getAsLong());
    }

    void stop() {
      if (startNanos.isPresent()) {
        nanos += nanoTime.getAsLong() - startNanos.getAsLong();
        startNanos = OptionalLong.empty();
      }
    }

    long nanos() {
      return nanos;
    }

    long allocatedBytes() {
      return allocatedBytes;
    }

    void addAllocatedBytes(long bytes) {
      allocatedBytes += bytes;
    }
  }
}
