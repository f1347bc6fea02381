package dev.weir.rules.sequence;

import dev.weir.rules.schema.EventSchema;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads partial matches in the form of {@link StateFormat}, into empty tables. */
final class StateReader {
  private static final int NONE = -1;

  private final EventSchema schema;
  private final PartialMatches partials;
  private final Map<String, SequenceState> byRule;
  private final long hashSeed;
  private final long windowLength;
  private final List<Optional<SequenceState>> sequences = new ArrayList<>();
  private final List<String> rules = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private ByteBuffer from = ByteBuffer.allocate(0);
  private long nowNanos;

  /** By number in the state: where the length of the event begins. */
  private int[] eventOffsets = {};

  /** Its place in the store, or {@link #NONE}. */
  private int[] storedEvents = {};

  /** By number in the state: the entry of the key, or {@link #NONE} if it is left out. */
  private int[] entries = {};

  private int[] sequencesOfKeys = {};

  StateReader(
      EventSchema schema,
      PartialMatches partials,
      Map<String, SequenceState> byRule,
      long hashSeed,
      long windowLength) {
    this.schema = schema;
    this.partials = partials;
    this.byRule = byRule;
    this.hashSeed = hashSeed;
    this.windowLength = windowLength;
  }

  /** Returns the time of the state that was read. */
  long nowNanos() {
    return nowNanos;
  }

  /** Returns the rules whose partial matches are left out. */
  List<String> read(byte[] state) {
    from = ByteBuffer.wrap(state);
    try {
      boolean isOfSchema = readHeader(state);
      readEvents();
      readSequences(isOfSchema);
      readKeys();
      for (int i = 0; i < sequences.size(); i++) {
        readPartials(i);
      }
    } catch (BufferUnderflowException e) {
      throw corrupt("it ends too early");
    }
    check(!from.hasRemaining(), "it is too long");
    for (int entry : entries) {
      check(entry == NONE || partials.keys().count(entry) > 0, "a key has no partial match");
    }
    Arrays.stream(storedEvents).filter(event -> event != NONE).forEach(partials.events()::release);
    return leftOut;
  }

  /** Returns whether the state was written with this schema. */
  private boolean readHeader(byte[] state) {
    check(from.getInt() == StateFormat.MAGIC, "it does not begin with WSEQ");
    short version = from.getShort();
    if (version != StateFormat.VERSION) {
      throw new SequenceException(
          "The saved state of sequences has version %d, and this program reads version %d; read it"
                  .formatted(version, StateFormat.VERSION)
              + " with the program that wrote it, or begin without it");
    }
    int content = from.limit() - Integer.BYTES;
    check(from.getInt(content) == StateFormat.checksum(state, content), "its checksum differs");
    from.limit(content);
    boolean isOfSchema = from.getInt() == schema.digest();
    nowNanos = from.getLong();
    return isOfSchema;
  }

  private void readEvents() {
    eventOffsets = new int[count()];
    storedEvents = new int[eventOffsets.length];
    Arrays.fill(storedEvents, NONE);
    for (int i = 0; i < eventOffsets.length; i++) {
      eventOffsets[i] = from.position();
      check(block().length <= ByteArena.CONTENT_BYTES_MAX, "an event is too large");
    }
  }

  private void readSequences(boolean isOfSchema) {
    int count = count();
    for (int i = 0; i < count; i++) {
      String rule = new String(block(), StandardCharsets.UTF_8);
      String fingerprint = new String(block(), StandardCharsets.UTF_8);
      Optional<SequenceState> sequence =
          Optional.ofNullable(byRule.get(rule))
              .filter(loaded -> isOfSchema && loaded.fingerprint.equals(fingerprint));
      long window = from.getLong();
      long evaluations = from.getLong();
      check(window <= nowNanos && evaluations >= 0, "a window is not that of an event");
      sequence.ifPresent(loaded -> loaded.restoreWindow(window, windowLength, evaluations));
      sequences.add(sequence);
      rules.add(rule);
    }
  }

  private void readKeys() {
    KeyTable keys = partials.keys();
    entries = new int[count()];
    sequencesOfKeys = new int[entries.length];
    for (int i = 0; i < entries.length; i++) {
      int owner = from.getInt();
      check(owner >= 0 && owner < sequences.size(), "a key has no sequence");
      byte[] key = block();
      check(key.length <= ByteArena.CONTENT_BYTES_MAX, "a key is too large");
      sequencesOfKeys[i] = owner;
      entries[i] = NONE;
      if (sequences.get(owner).isPresent()) {
        int number = sequences.get(owner).get().number;
        int hash = KeyWriter.hash(key, key.length, hashSeed);
        check(keys.find(number, key, key.length, hash) == NONE, "a key is there twice");
        entries[i] = keys.add(number, key, key.length, hash);
      }
    }
  }

  private void readPartials(int owner) {
    Optional<SequenceState> sequence = sequences.get(owner);
    int count = count();
    if (sequence.isEmpty() && count > 0) {
      leftOut.add(rules.get(owner));
    }
    long before = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      int key = from.getInt();
      check(
          key >= 0 && key < entries.length && sequencesOfKeys[key] == owner,
          "a partial match has no key");
      long first = from.getLong();
      check(first >= before && first <= nowNanos, "partial matches are not in order");
      before = first;
      long preceding = from.getLong();
      check(preceding <= first, "an event is preceded by a later one");
      int[] events = new int[count()];
      for (int j = 0; j < events.length; j++) {
        events[j] = from.getInt();
        check(events[j] >= 0 && events[j] < eventOffsets.length, "an event is missing");
      }
      if (sequence.isPresent()) {
        add(sequence.get(), entries[key], first, preceding, events);
      }
    }
  }

  private void add(SequenceState sequence, int entry, long first, long preceding, int[] events) {
    check(
        preceding == PartialTable.NEVER || sequence.hasPreceding,
        "a partial match has a preceding event");
    int min = sequence.hasPreceding ? 0 : 1;
    int max = sequence.eventsOfMatch - (sequence.waitsForEnd ? 0 : 1);
    check(
        events.length >= min && events.length <= max && partials.find(entry, events.length) == NONE,
        "a partial match has the wrong number of events");
    int node = NONE;
    for (int event : events) {
      node = partials.events().append(node, stored(event));
    }
    int partial = partials.add(sequence, entry, first, node, events.length);
    partials.table().setPrecedingNanos(partial, preceding);
  }

  /** Returns the place of an event in the store, where it is added once. */
  private int stored(int event) {
    if (storedEvents[event] == NONE) {
      int position = from.position();
      from.position(eventOffsets[event]);
      byte[] content = block();
      from.position(position);
      storedEvents[event] = partials.events().add(content, content.length);
    }
    return storedEvents[event];
  }

  private byte[] block() {
    byte[] block = new byte[count()];
    from.get(block);
    return block;
  }

  /** Reads the number of things of at least one byte each. */
  private int count() {
    int count = from.getInt();
    check(count >= 0 && count <= from.remaining(), "a length exceeds it");
    return count;
  }

  private static void check(boolean holds, String reason) {
    if (!holds) {
      throw corrupt(reason);
    }
  }

  private static SequenceException corrupt(String reason) {
    return new SequenceException(
        "The saved state of sequences is corrupt (%s); restore it from a copy, or begin without it"
            .formatted(reason));
  }
}
