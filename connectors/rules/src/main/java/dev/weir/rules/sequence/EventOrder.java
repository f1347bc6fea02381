package dev.weir.rules.sequence;

import java.util.PriorityQueue;
import java.util.function.ToIntFunction;

/**
 * Puts events in order of (time, arrival), as far as the allowed lateness reaches. An event is
 * passed on once an event has arrived whose time is larger by the lateness or more; an event whose
 * time is smaller than the latest one by more than the lateness is refused and counted. Past the
 * limits of events that are held, the earliest are passed on early, and counted.
 *
 * @param <E> events that stay valid after the call
 */
public final class EventOrder<E> {
  private final long latenessNanos;
  private final int heldMax;
  private final long heldBytesMax;
  private final ToIntFunction<E> bytes;
  private final PriorityQueue<Held<E>> held = new PriorityQueue<>();
  private long latestNanos = Long.MIN_VALUE;
  private long passedNanos = Long.MIN_VALUE;
  private long arrivals;
  private long heldBytes;
  private long late;
  private long reordered;
  private long early;

  /** Receives events in order. */
  @FunctionalInterface
  public interface Receiver<E> {
    void receive(long nanos, E event);
  }

  private record Held<E>(long nanos, long arrival, E event) implements Comparable<Held<E>> {
    @Override
    public int compareTo(Held<E> other) {
      return nanos == other.nanos
          ? Long.compare(arrival, other.arrival)
          : Long.compare(nanos, other.nanos);
    }
  }

  /**
   * Creates an empty order.
   *
   * @param latenessNanos how much earlier than the latest event an event may be
   * @param heldMax events held at one time
   * @param heldBytesMax bytes of the events held at one time
   * @param bytes the bytes of an event
   */
  public EventOrder(long latenessNanos, int heldMax, long heldBytesMax, ToIntFunction<E> bytes) {
    if (latenessNanos < 0 || heldMax < 1 || heldBytesMax < 1) {
      throw new IllegalArgumentException(
          "Lateness and limits must be positive: %d, %d, %d"
              .formatted(latenessNanos, heldMax, heldBytesMax));
    }
    this.latenessNanos = latenessNanos;
    this.heldMax = heldMax;
    this.heldBytesMax = heldBytesMax;
    this.bytes = bytes;
  }

  /** Takes an event; returns false, and counts it, if it is too late. */
  public boolean add(long nanos, E event, Receiver<E> receiver) {
    if (nanos < Math.max(passedNanos, watermark())) {
      late++;
      return false;
    }
    if (nanos < latestNanos) {
      reordered++;
    }
    latestNanos = Math.max(latestNanos, nanos);
    hold(nanos, event);
    passUntil(watermark(), receiver);
    while (held.size() > heldMax || heldBytes > heldBytesMax) {
      early++;
      passFirst(receiver);
    }
    return true;
  }

  /** Returns the latest time of an event; {@link Long#MIN_VALUE} before the first. */
  public long latestNanos() {
    return latestNanos;
  }

  /** Returns the latest time of an event that was passed on; {@link Long#MIN_VALUE} before it. */
  public long passedNanos() {
    return passedNanos;
  }

  /** Gives the events that are held, in order, without passing them on. */
  public void forEachHeld(Receiver<E> target) {
    held.stream().sorted().forEach(event -> target.receive(event.nanos(), event.event()));
  }

  /** Takes the times of another order over, whose held events follow by {@link #hold}. */
  public void restore(long latest, long passed) {
    latestNanos = latest;
    passedNanos = passed;
  }

  /** Takes an event that another order held. */
  public void hold(long nanos, E event) {
    held.add(new Held<>(nanos, arrivals, event));
    arrivals++;
    heldBytes += bytes.applyAsInt(event);
  }

  /** Passes on all events that are held, as at the end of the input. */
  public void flush(Receiver<E> receiver) {
    passUntil(Long.MAX_VALUE, receiver);
  }

  /** Returns the number of events that were refused. */
  public long late() {
    return late;
  }

  /** Returns the number of events that came after a later one, and were put before it. */
  public long reordered() {
    return reordered;
  }

  /** Returns the number of events that were passed on early, past the limits. */
  public long early() {
    return early;
  }

  /** Returns the time before which an event is too late. */
  private long watermark() {
    return latestNanos < Long.MIN_VALUE + latenessNanos
        ? Long.MIN_VALUE
        : latestNanos - latenessNanos;
  }

  private void passUntil(long nanos, Receiver<E> receiver) {
    while (!held.isEmpty() && held.element().nanos() <= nanos) {
      passFirst(receiver);
    }
  }

  private void passFirst(Receiver<E> receiver) {
    Held<E> first = held.remove();
    heldBytes -= bytes.applyAsInt(first.event());
    passedNanos = first.nanos();
    receiver.receive(first.nanos(), first.event());
  }
}
