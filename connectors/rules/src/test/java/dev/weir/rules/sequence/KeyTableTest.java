package dev.weir.rules.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.rules.ConformanceCase;
import dev.weir.rules.eql.tree.EqlQuery.JoinKey;
import dev.weir.rules.eql.tree.ValueType;
import dev.weir.rules.event.EventBuilder;
import dev.weir.rules.schema.EventSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class KeyTableTest {
  private static final EventSchema SCHEMA = ConformanceCase.schema();
  private static final int FIELD = SCHEMA.field("i").orElseThrow().id();

  private final KeyReader reader = new KeyReader(List.of(new JoinKey(FIELD, ValueType.I64, false)));
  private long stamp;

  private KeyReader key(int value) {
    reader.read(
        new EventBuilder(SCHEMA).type(1).times(0, 0).entity(0, 0).i64(FIELD, value).build(),
        stamp++);
    return reader;
  }

  /** Adds, uses and removes keys as a map in the order of use does. */
  @Property(tries = 300)
  void table_isEqualToAMapInTheOrderOfUse(
      @ForAll @Size(max = 400) List<@IntRange(max = 119) Integer> operations) {
    KeyTable table = new KeyTable();
    Map<Integer, Integer> expected = new LinkedHashMap<>(16, 0.75f, true);
    for (int operation : operations) {
      int value = operation % 40;
      int sequence = value % 2;
      int entry = table.find(sequence, key(value));
      assertThat(entry == KeyTable.NONE).isEqualTo(!expected.containsKey(value));
      if (entry == KeyTable.NONE) {
        expected.put(value, table.add(sequence, key(value)));
      } else if (operation < 80) {
        assertThat(entry).isEqualTo(expected.get(value));
        table.touch(entry);
      } else {
        expected.remove(value);
        table.remove(entry);
      }
      assertThat(table.size()).isEqualTo(expected.size());
    }
    List<Integer> inOrder = new ArrayList<>(expected.values());
    for (int entry : inOrder) {
      assertThat(table.oldest()).isEqualTo(entry);
      table.remove(entry);
    }
    assertThat(table.size()).isZero();
    assertThat(table.oldest()).isEqualTo(KeyTable.NONE);
  }
}
