package dev.weir.core.state;

import java.util.Optional;

/**
 * How a run ended.
 *
 * @param errorCode the error's code; present unless it succeeded
 */
public record RunOutcome(Status status, long records, long bytes, Optional<String> errorCode) {
  /** A run that stays RUNNING in the file ended without recording it. */
  public enum Status {
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED
  }
}
