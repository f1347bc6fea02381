package dev.weir.micro.state;

import dev.weir.core.state.SqliteState;
import dev.weir.core.state.StateBackend;
import dev.weir.micro.state.StatementState.Synchronous;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;

/** A way to record state in a file. */
record StateContender(String name, BiFunction<Path, Clock, StateBackend> opener) {
  static final StateContender WEIR = new StateContender("weir", SqliteState::open);

  static final StateContender STATEMENTS =
      new StateContender(
          "statements", (file, clock) -> StatementState.open(file, clock, Synchronous.FULL));

  static final StateContender STATEMENTS_NORMAL =
      new StateContender(
          "statements-normal",
          (file, clock) -> StatementState.open(file, clock, Synchronous.NORMAL));

  static final List<StateContender> ALL = List.of(WEIR, STATEMENTS, STATEMENTS_NORMAL);

  StateBackend open(Path file, Clock clock) {
    return opener.apply(file, clock);
  }
}
