package dev.weir.rules.sequence;

import java.util.Arrays;

/**
 * The events of partial matches: their captured bytes, once for all matches that hold them, and the
 * lists of a match's events, from the last one back to the first.
 */
final class EventStore {
  static final int NONE = -1;

  private static final int INITIAL_CAPACITY = 16;

  private final ByteArena arena;

  private int[] contents = new int[INITIAL_CAPACITY];

  /** How many hold the event; of a free place, the next free one. */
  private int[] holders = new int[INITIAL_CAPACITY];

  private int freeEvent = NONE;
  private int events;

  private int[] nodeEvents = new int[INITIAL_CAPACITY];

  /** The node of the event before; of a free node, the next free one. */
  private int[] nodesBefore = new int[INITIAL_CAPACITY];

  private int freeNode = NONE;
  private int nodes;

  EventStore(ByteArena arena) {
    this.arena = arena;
  }

  /** Adds an event that the caller holds. */
  int add(byte[] content, int length) {
    int event = freeEvent;
    if (event == NONE) {
      if (events == contents.length) {
        contents = Arrays.copyOf(contents, 2 * events);
        holders = Arrays.copyOf(holders, 2 * events);
      }
      event = events++;
    } else {
      freeEvent = holders[event];
    }
    contents[event] = arena.put(content, length);
    holders[event] = 1;
    return event;
  }

  void release(int event) {
    holders[event]--;
    if (holders[event] == 0) {
      arena.free(contents[event]);
      holders[event] = freeEvent;
      freeEvent = event;
    }
  }

  byte[] copyContent(int event) {
    return arena.copy(contents[event]);
  }

  /** Returns the bound of all events. */
  int bound() {
    return events;
  }

  /** Adds a node for an event, which it holds, after another node or {@link #NONE}. */
  int append(int nodeBefore, int event) {
    int node = freeNode;
    if (node == NONE) {
      if (nodes == nodeEvents.length) {
        nodeEvents = Arrays.copyOf(nodeEvents, 2 * nodes);
        nodesBefore = Arrays.copyOf(nodesBefore, 2 * nodes);
      }
      node = nodes++;
    } else {
      freeNode = nodesBefore[node];
    }
    nodeEvents[node] = event;
    nodesBefore[node] = nodeBefore;
    holders[event]++;
    return node;
  }

  int event(int node) {
    return nodeEvents[node];
  }

  /** Returns the node of the event before, or {@link #NONE}. */
  int before(int node) {
    return nodesBefore[node];
  }

  /** Releases a node and all before it. */
  void releaseList(int lastNode) {
    int node = lastNode;
    while (node != NONE) {
      int before = nodesBefore[node];
      release(nodeEvents[node]);
      nodesBefore[node] = freeNode;
      freeNode = node;
      node = before;
    }
  }
}
