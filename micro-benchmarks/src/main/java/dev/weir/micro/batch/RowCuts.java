package dev.weir.micro.batch;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.BatchLimits;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.pipeline.AdaptiveBatches;
import dev.weir.files.format.BatchDivision;
import dev.weir.files.text.ColumnDeclaration;
import dev.weir.files.text.RowsBuilder;
import dev.weir.micro.Agreement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Rows of about 70 bytes, and the ways to cut them into batches. */
final class RowCuts implements AutoCloseable {
  private static final long SEED = 20_260_104;
  private static final long BYTES_MAX = 64 << 20;
  private static final int NOTE_CHARS_MAX = 80;
  private static final Place PLACE = Place.of(Side.SOURCE, "files");
  private static final String FILE = "events.jsonl";

  private static final List<ColumnDeclaration> COLUMNS =
      Stream.of("id bigint not null", "note text", "amount double precision")
          .map(column -> ColumnDeclaration.parse(column).orElseThrow())
          .toList();

  private final BufferAllocator allocator = new RootAllocator();
  private final BatchLimits limits;
  private final List<char[][]> rows = new ArrayList<>();
  private final Batch whole;

  /**
   * Creates rows from a fixed seed.
   *
   * @param batchBytes the size at which batches are cut
   */
  RowCuts(int count, long batchBytes) {
    limits = new BatchLimits(batchBytes, Integer.MAX_VALUE, batchBytes);
    SplittableRandom random = new SplittableRandom(SEED);
    for (int row = 0; row < count; row++) {
      rows.add(
          new char[][] {
            Integer.toString(row).toCharArray(),
            "x".repeat(random.nextInt(NOTE_CHARS_MAX)).toCharArray(),
            Double.toString(random.nextInt(1_000_000) / 100.0).toCharArray()
          });
    }
    List<Batch> one = new ArrayList<>();
    build(new BatchLimits(BYTES_MAX, Integer.MAX_VALUE, BYTES_MAX), one::add);
    Agreement.requireEqual("the builder", "the number of uncut batches", 1, one.size());
    whole = one.get(0);
  }

  /** The bytes of all rows in one batch. */
  long bytes() {
    return whole.bytes();
  }

  /** Builds all rows, as readers of text files do; the consumer owns the batches. */
  void build(Consumer<Batch> consumer) {
    build(limits, consumer);
  }

  private void build(BatchLimits cut, Consumer<Batch> consumer) {
    try (RowsBuilder builder = new RowsBuilder(COLUMNS, cut, allocator, PLACE, FILE)) {
      long line = 1;
      for (char[][] row : rows) {
        builder.begin(line++);
        for (int column = 0; column < row.length; column++) {
          builder.set(column, row[column], 0, row[column].length);
        }
        builder.end();
        builder.poll().ifPresent(consumer);
      }
      builder.finish();
      for (Optional<Batch> batch = builder.poll(); batch.isPresent(); batch = builder.poll()) {
        consumer.accept(batch.get());
      }
    }
  }

  /** Divides the rows, which are in one batch; the consumer owns the batches. */
  void divide(Consumer<Batch> consumer) {
    Queue<Batch> batches = new ArrayDeque<>();
    BatchDivision.take(share(), limits, PLACE, FILE, batches);
    batches.forEach(consumer);
  }

  /** Returns all rows in new vectors over the same memory, as {@link #divide} begins. */
  VectorSchemaRoot share() {
    VectorSchemaRoot root = whole.root();
    return new VectorSchemaRoot(
        root.getSchema(), root.slice(0, root.getRowCount()).getFieldVectors(), root.getRowCount());
  }

  /** Lets the rule for the size of batches see one more batch of the size that it wants. */
  static long adapt(AdaptiveBatches rule, AdaptiveBatches.Pace pace) {
    rule.delivered(rule.target(), pace);
    return rule.target();
  }

  /**
   * Passes if batches have all rows in their order, and each is within the limit; closes them.
   *
   * @throws IllegalStateException otherwise
   */
  void check(String who, List<Batch> batches) {
    try {
      long next = 0;
      for (Batch batch : batches) {
        Agreement.require(
            batch.bytes() <= limits.bytesMax() || batch.rows() == 1,
            who + " makes a batch of %d bytes".formatted(batch.bytes()));
        BigIntVector ids = (BigIntVector) batch.root().getVector("id");
        for (int row = 0; row < batch.rows(); row++) {
          Agreement.requireEqual(who, "row " + next, next, ids.get(row));
          next++;
        }
      }
      Agreement.requireEqual(who, "the number of rows", (long) rows.size(), next);
    } finally {
      batches.forEach(Batch::close);
    }
  }

  /** Arrow's allocator reports, as it closes, any buffer that a contender leaked. */
  @Override
  public void close() {
    whole.close();
    allocator.close();
  }
}
