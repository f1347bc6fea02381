package dev.weir.core.state;

import dev.weir.core.connector.Cursor;
import dev.weir.core.connector.Receipt;
import java.util.Optional;

/**
 * What outlives a run. The destination's receipts are the truth; this follows them, so that a run
 * can be planned and looked at without asking the destination.
 */
public interface StateBackend extends AutoCloseable {
  /** Notes that a run has begun. */
  void startRun(String runId, String pipeline);

  /** Notes how a run ended. */
  void finishRun(String runId, RunOutcome outcome);

  /** Notes what the destination has committed: a checkpoint, and the cursor with it. */
  void checkpoint(Receipt receipt);

  /** The cursor of an incremental stream; empty where none was ever committed. */
  Optional<Cursor> cursor(String pipeline, String stream);

  @Override
  void close();
}
