package dev.weir.rules.sequence;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a sequence has done since it was loaded.
 *
 * @param events of a type that a step or until asks for
 * @param evaluations of predicates
 * @param nullKeys events that a null in a join key left out
 * @param overBudget events that it missed because of the limit of evaluations
 * @param live partial matches at present
 * @param peak the largest number of partial matches at one time
 * @param completed matches
 * @param evictedPreceding preceding events that were dropped because of a limit, so that a match
 *     can be found that they exclude
 * @param dropped partial matches by reason; each reason has an entry
 */
public record SequenceCounters(
    long events,
    long evaluations,
    long nullKeys,
    long overBudget,
    long live,
    long peak,
    long completed,
    long evictedPreceding,
    Map<DropReason, Long> dropped) {
  public SequenceCounters {
    dropped = Collections.unmodifiableMap(new EnumMap<>(dropped));
  }

  /** Returns how many partial matches there were. */
  public long begun() {
    return live + completed + dropped.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns how many partial matches were dropped because of a limit. */
  public long evicted() {
    return dropped(DropReason.KEY_LIMIT) + dropped(DropReason.LEAST_RECENTLY_USED);
  }

  /** Returns how many partial matches were dropped for a reason. */
  public long dropped(DropReason reason) {
    return dropped.getOrDefault(reason, 0L);
  }
}
