package dev.weir.micro.state;

import dev.weir.core.connector.Cursor;
import dev.weir.core.connector.Receipt;
import dev.weir.core.state.StateBackend;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Receipts of one run, each newer than the one before. */
final class Receipts {
  static final String PIPELINE = "orders_to_warehouse";

  private static final String LOAD_ID = "5f0c1d6e-8f5b-4c1a-9d5e-2b7a0c3e4d6f";
  private static final long ROWS = 10_000;
  private static final long BYTES = 1_250_000;

  private final List<String> streams;
  private long sequence;

  /** Creates the receipts of this many streams. */
  Receipts(int streams) {
    this.streams = IntStream.range(0, streams).mapToObj(Receipts::stream).toList();
  }

  static String stream(int index) {
    return "sales_region_" + index;
  }

  /** Returns a receipt of an incremental stream. */
  Receipt next(int stream) {
    sequence++;
    return receipt(stream, Optional.of(new Cursor("id", "bigint", Long.toString(sequence))));
  }

  /** Returns a receipt of a stream that is always read whole. */
  Receipt nextOfFullRefresh(int stream) {
    sequence++;
    return receipt(stream, Optional.empty());
  }

  private Receipt receipt(int stream, Optional<Cursor> cursor) {
    return new Receipt(
        PIPELINE,
        LOAD_ID,
        streams.get(stream),
        sequence,
        cursor,
        OptionalLong.empty(),
        ROWS,
        BYTES);
  }

  /** Returns the next receipt of each stream. */
  List<Receipt> ofEachStream() {
    return IntStream.range(0, streams.size()).mapToObj(this::next).toList();
  }

  /**
   * Brings the state to the destination's receipts, as a run does before it reads.
   *
   * @return how many streams were behind
   */
  static int reconcile(StateBackend state, List<Receipt> last) {
    int behind = 0;
    for (Receipt receipt : last) {
      if (!state.cursor(receipt.pipeline(), receipt.stream()).equals(receipt.cursor())) {
        state.checkpoint(receipt);
        behind++;
      }
    }
    return behind;
  }
}
