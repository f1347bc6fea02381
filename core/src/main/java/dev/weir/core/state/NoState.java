package dev.weir.core.state;

import dev.weir.core.connector.Cursor;
import dev.weir.core.connector.Receipt;
import java.util.Optional;

/** The state of a run that no later run continues. */
public final class NoState implements StateBackend {
  @Override
  public void startRun(String runId, String pipeline) {}

  @Override
  public void finishRun(String runId, RunOutcome outcome) {}

  @Override
  public void checkpoint(Receipt receipt) {}

  @Override
  public Optional<Cursor> cursor(String pipeline, String stream) {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
