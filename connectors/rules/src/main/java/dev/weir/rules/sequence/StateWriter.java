package dev.weir.rules.sequence;

import dev.weir.rules.schema.EventSchema;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Writes partial matches in the form of {@link StateFormat}. */
final class StateWriter {
  private static final int NONE = -1;

  private final EventSchema schema;
  private final PartialMatches partials;
  private final long nowNanos;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  /** The number of an event in the saved state, by its place in the store. */
  private final int[] savedEvents;

  /** The number of a key, by its entry. */
  private final Map<Integer, Integer> savedKeys = new HashMap<>();

  StateWriter(EventSchema schema, PartialMatches partials, long nowNanos) {
    this.schema = schema;
    this.partials = partials;
    this.nowNanos = nowNanos;
    this.savedEvents = new int[partials.events().bound()];
    Arrays.fill(savedEvents, NONE);
  }

  byte[] write(Collection<SequenceState> sequences) {
    try {
      out.writeInt(StateFormat.MAGIC);
      out.writeShort(StateFormat.VERSION);
      out.writeInt(schema.digest());
      out.writeLong(nowNanos);
      writeEvents(sequences);
      out.writeInt(sequences.size());
      Map<Integer, Integer> savedSequences = new HashMap<>();
      for (SequenceState sequence : sequences) {
        savedSequences.put(sequence.number, savedSequences.size());
        block(sequence.rule.getBytes(StandardCharsets.UTF_8));
        block(sequence.fingerprint.getBytes(StandardCharsets.UTF_8));
        out.writeLong(sequence.windowNanos());
        out.writeLong(sequence.evaluationsInWindow());
      }
      writeKeys(savedSequences);
      for (SequenceState sequence : sequences) {
        writePartials(sequence);
      }
      out.writeInt(StateFormat.checksum(bytes.toByteArray(), bytes.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void writeEvents(Collection<SequenceState> sequences) throws IOException {
    EventStore events = partials.events();
    int[] order = new int[savedEvents.length];
    int count = 0;
    for (SequenceState sequence : sequences) {
      int partial = sequence.partials.first();
      while (partial != NONE) {
        for (int node : nodes(partial)) {
          int event = events.event(node);
          if (savedEvents[event] == NONE) {
            savedEvents[event] = count;
            order[count] = event;
            count++;
          }
        }
        partial = partials.table().byAge.after(partial);
      }
    }
    out.writeInt(count);
    for (int i = 0; i < count; i++) {
      block(events.copyContent(order[i]));
    }
  }

  private void writeKeys(Map<Integer, Integer> savedSequences) throws IOException {
    KeyTable keys = partials.keys();
    for (int key = keys.leastRecentlyUsed(); key != NONE; key = keys.usedAfter(key)) {
      savedKeys.put(key, savedKeys.size());
    }
    out.writeInt(savedKeys.size());
    for (int key = keys.leastRecentlyUsed(); key != NONE; key = keys.usedAfter(key)) {
      out.writeInt(savedSequences.getOrDefault(keys.sequence(key), NONE));
      block(keys.copyKey(key));
    }
  }

  private void writePartials(SequenceState sequence) throws IOException {
    PartialTable table = partials.table();
    out.writeInt(sequence.size());
    int partial = sequence.partials.first();
    while (partial != NONE) {
      out.writeInt(savedKeys.getOrDefault(table.key(partial), NONE));
      out.writeLong(table.firstNanos(partial));
      out.writeLong(table.precedingNanos(partial));
      int[] nodes = nodes(partial);
      out.writeInt(nodes.length);
      for (int node : nodes) {
        out.writeInt(savedEvents[partials.events().event(node)]);
      }
      partial = table.byAge.after(partial);
    }
  }

  /** Returns the nodes of a partial match, the first event's first. */
  private int[] nodes(int partial) {
    int[] nodes = new int[partials.table().filled(partial)];
    int node = partials.table().lastNode(partial);
    for (int i = nodes.length - 1; i >= 0; i--) {
      nodes[i] = node;
      node = partials.events().before(node);
    }
    return nodes;
  }

  private void block(byte[] content) throws IOException {
    out.writeInt(content.length);
    out.write(content);
  }
}
