package dev.weir.core.state;

import dev.weir.core.connector.Cursor;
import dev.weir.core.connector.Receipt;
import java.util.Optional;

/**
 * State that is kept between runs. The destination's receipts are authoritative; this is a copy,
 * which can be read without a connection to the destination.
 */
public interface StateBackend extends AutoCloseable {
  /** Records the start of a run. */
  void startRun(String runId, String pipeline);

  /** Records the end of a run. */
  void finishRun(String runId, RunOutcome outcome);

  /** Records what the destination has committed: a checkpoint, and its cursor. */
  void checkpoint(Receipt receipt);

  /** The cursor of an incremental stream; empty where none was committed. */
  Optional<Cursor> cursor(String pipeline, String stream);

  @Override
  void close();
}
