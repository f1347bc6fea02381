package dev.weir.rules.eql.evaluate;

import dev.weir.rules.event.BatchRow;
import dev.weir.rules.schema.EventSchema;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** The rows of a batch that are events, by their type, as bitmaps of 64 rows a word. */
final class TypeRows {
  private final EventSchema schema;

  /** By type. */
  private final long[][] rows;

  private final Map<BitSet, long[]> matching = new HashMap<>();

  TypeRows(EventSchema schema, BatchRow batch) {
    this.schema = schema;
    this.rows = new long[schema.types().size() + 1][TruthColumn.wordsOf(batch.rows())];
    int selected = batch.selected();
    for (int row = 0; row < batch.rows(); row++) {
      batch.select(row);
      if (batch.isEvent()) {
        rows[batch.type()][row >>> TruthColumn.WORD_SHIFT] |= 1L << row;
      }
    }
    batch.select(selected);
  }

  /** Returns the rows that a query for one of several types is about; not to be changed. */
  long[] matching(BitSet queried) {
    return matching.computeIfAbsent(queried, this::compute);
  }

  private long[] compute(BitSet queried) {
    long[] result = new long[rows[0].length];
    for (int type = 0; type < rows.length; type++) {
      int actual = type;
      if (queried.stream().anyMatch(asked -> schema.matches(asked, actual))) {
        for (int word = 0; word < result.length; word++) {
          result[word] |= rows[type][word];
        }
      }
    }
    return result;
  }
}
