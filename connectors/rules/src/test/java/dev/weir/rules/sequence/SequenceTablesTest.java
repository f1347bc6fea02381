package dev.weir.rules.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The tables against collections of the JDK, by random operations. */
class SequenceTablesTest {
  @Property(tries = 30)
  void arena_blocks_keepTheirContent(@ForAll long seed) {
    Random random = new Random(seed);
    ByteArena arena = new ByteArena();
    Map<Integer, byte[]> expected = new HashMap<>();
    for (int i = 0; i < 2_000; i++) {
      if (expected.size() > random.nextInt(100)) {
        int handle = expected.keySet().iterator().next();
        assertThat(arena.copy(handle)).isEqualTo(expected.remove(handle));
        arena.free(handle);
      } else {
        int max = random.nextInt(10) == 0 ? ByteArena.CONTENT_BYTES_MAX + 1 : 300;
        byte[] content = new byte[random.nextInt(max)];
        random.nextBytes(content);
        int handle = arena.put(content, content.length);
        assertThat(expected.put(handle, content)).isNull();
        assertThat(arena.isEqual(handle, content, content.length)).isTrue();
      }
    }
    expected.forEach((handle, content) -> assertThat(arena.copy(handle)).isEqualTo(content));
  }

  @Property(tries = 200)
  void arena_sizes_fitWithinAQuarter(
      @ForAll @IntRange(min = 4, max = ByteArena.CHUNK_BYTES) int bytes) {
    int size = ByteArena.sizeBytes(ByteArena.sizeIndex(bytes));

    assertThat(size % Long.BYTES).isZero();
    assertThat(size).isGreaterThanOrEqualTo(bytes);
    assertThat(size).isLessThanOrEqualTo(Math.max(bytes + 7, bytes + bytes / 4));
    assertThat(ByteArena.sizeIndex(size)).isEqualTo(ByteArena.sizeIndex(bytes));
  }

  /** With few hashes, so that keys collide. */
  @Property(tries = 100)
  void keys_findUseAndRemove_areThoseOfALinkedMap(
      @ForAll @IntRange(min = 1, max = 64) int hashes, @ForAll long seed) {
    Random random = new Random(seed);
    KeyTable table = new KeyTable(new ByteArena());
    Map<String, Integer> expected = new LinkedHashMap<>(16, 0.75f, true);
    for (int i = 0; i < 1_000; i++) {
      int sequence = random.nextInt(3);
      byte[] key = Integer.toString(random.nextInt(60)).getBytes(StandardCharsets.US_ASCII);
      int hash = Arrays.hashCode(key) % hashes;
      String name = sequence + ":" + new String(key, StandardCharsets.US_ASCII);
      int entry = table.find(sequence, key, key.length, hash);
      assertThat(entry != KeyTable.NONE).isEqualTo(expected.containsKey(name));
      if (entry == KeyTable.NONE) {
        expected.put(name, table.add(sequence, key, key.length, hash));
      } else if (random.nextInt(3) == 0) {
        table.remove(entry);
        expected.remove(name);
      } else {
        assertThat(entry).isEqualTo(expected.get(name));
        table.touch(entry);
      }
    }
    List<Integer> byUse = new ArrayList<>();
    for (int e = table.leastRecentlyUsed(); e != KeyTable.NONE; e = table.usedAfter(e)) {
      byUse.add(e);
    }
    assertThat(byUse).isEqualTo(new ArrayList<>(expected.values()));
  }

  @Property(tries = 100)
  void deadlines_order_isThatOfASortedSet(@ForAll long seed) {
    Random random = new Random(seed);
    DeadlineQueue queue = new DeadlineQueue();
    record Deadline(long nanos, int sequence) {}
    TreeSet<Deadline> expected =
        new TreeSet<>(
            Comparator.comparingLong(Deadline::nanos).thenComparingInt(Deadline::sequence));
    for (int i = 0; i < 300; i++) {
      assertThat(queue.firstDeadline())
          .isEqualTo(expected.isEmpty() ? Long.MAX_VALUE : expected.first().nanos());
      switch (expected.isEmpty() ? 0 : random.nextInt(5)) {
        case 1 -> {
          assertThat(queue.firstSequence()).isEqualTo(expected.first().sequence());
          expected.remove(expected.first());
          queue.removeFirst();
        }
        case 2 -> {
          Deadline first = expected.first();
          expected.remove(first);
          Deadline later = new Deadline(first.nanos() + random.nextInt(20), first.sequence());
          expected.add(later);
          queue.postponeFirst(later.nanos());
        }
        case 3 -> {
          Deadline any = expected.stream().skip(random.nextInt(expected.size())).findFirst().get();
          expected.remove(any);
          queue.remove(any.sequence());
        }
        default -> {
          Deadline added = new Deadline(random.nextInt(100), i);
          expected.add(added);
          queue.add(added.nanos(), added.sequence());
        }
      }
    }
  }

  @Property(tries = 500)
  void keyTexts_areUtf8(@ForAll String text) {
    KeyWriter key = new KeyWriter();

    key.writeText(text);

    byte[] utf8 = Arrays.copyOfRange(key.bytes(), 5, key.length());
    if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      assertThat(utf8).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
      assertThat(KeyTexts.of(Arrays.copyOf(key.bytes(), key.length()))).containsExactly(text);
    }
    assertThat(key.bytes()[1] & 0xFF).isEqualTo(utf8.length & 0xFF);
  }
}
