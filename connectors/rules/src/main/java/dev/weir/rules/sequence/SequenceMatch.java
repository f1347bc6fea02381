package dev.weir.rules.sequence;

import java.util.List;

/** A completed match, as a view of the matcher's tables. */
public final class SequenceMatch {
  private final EventStore store;
  private final KeyTable keys;
  private final int[] events = new int[SequencePlan.STEPS_MAX];
  private int count;
  private int key;
  private String rule = "";

  SequenceMatch(EventStore store, KeyTable keys) {
    this.store = store;
    this.keys = keys;
  }

  void set(String completedRule, int keyEntry, int lastNode, int eventCount) {
    rule = completedRule;
    key = keyEntry;
    count = eventCount;
    int node = lastNode;
    for (int i = eventCount - 1; i >= 0; i--) {
      events[i] = store.event(node);
      node = store.before(node);
    }
  }

  /** Returns the rule's id. */
  public String rule() {
    return rule;
  }

  /** Returns the number of events; those of missing-event steps are none. */
  public int size() {
    return count;
  }

  /** Returns what {@link EventCapture} wrote of an event, by its place in the match from 0. */
  public byte[] content(int index) {
    return store.copyContent(events[index]);
  }

  /** Returns the values of the join key as texts; that of a null is empty. */
  public List<String> key() {
    return KeyTexts.of(keys.copyKey(key));
  }
}
