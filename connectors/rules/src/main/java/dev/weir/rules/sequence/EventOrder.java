package dev.weir.rules.sequence;

import java.util.PriorityQueue;

/**
 * Puts events in order of (time, arrival), as far as the allowed lateness reaches. An event is
 * passed on once an event has arrived whose time is larger by the lateness or more; an event whose
 * time is smaller than the latest one by more than the lateness is refused and counted. With a
 * lateness of 0 events are passed on at once.
 *
 * @param <E> events that stay valid after the call
 */
public final class EventOrder<E> {
  private final long latenessNanos;
  private final int heldMax;
  private final Receiver<E> receiver;
  private final PriorityQueue<Held<E>> held = new PriorityQueue<>();
  private long latestNanos = Long.MIN_VALUE;
  private long passedNanos = Long.MIN_VALUE;
  private long arrivals;
  private long late;
  private long reordered;

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
   * @param heldMax events held at one time; past it the earliest is passed on early
   */
  public EventOrder(long latenessNanos, int heldMax, Receiver<E> receiver) {
    if (latenessNanos < 0 || heldMax < 1) {
      throw new IllegalArgumentException(
          "Lateness and capacity must be positive: %d, %d".formatted(latenessNanos, heldMax));
    }
    this.latenessNanos = latenessNanos;
    this.heldMax = heldMax;
    this.receiver = receiver;
  }

  /** Takes an event; returns false, and counts it, if it is too late. */
  public boolean add(long nanos, E event) {
    if (nanos < Math.max(passedNanos, watermark())) {
      late++;
      return false;
    }
    if (nanos < latestNanos) {
      reordered++;
    }
    latestNanos = Math.max(latestNanos, nanos);
    if (latenessNanos == 0) {
      receiver.receive(nanos, event);
      return true;
    }
    held.add(new Held<>(nanos, arrivals, event));
    arrivals++;
    passUntil(watermark(), heldMax);
    return true;
  }

  /** Passes on all events that are held, as at the end of the input. */
  public void flush() {
    passUntil(Long.MAX_VALUE, 0);
  }

  /** Returns the number of events that were refused. */
  public long late() {
    return late;
  }

  /** Returns the number of events that came after a later one, and were put before it. */
  public long reordered() {
    return reordered;
  }

  /** Returns the time before which an event is too late. */
  private long watermark() {
    return latestNanos < Long.MIN_VALUE + latenessNanos
        ? Long.MIN_VALUE
        : latestNanos - latenessNanos;
  }

  private void passUntil(long nanos, int keptMax) {
    Held<E> first = held.peek();
    while (first != null && (first.nanos() <= nanos || held.size() > keptMax)) {
      held.remove();
      passedNanos = first.nanos();
      receiver.receive(first.nanos(), first.event());
      first = held.peek();
    }
  }
}
