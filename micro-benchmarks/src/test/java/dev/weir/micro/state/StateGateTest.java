package dev.weir.micro.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.connector.Cursor;
import dev.weir.core.connector.Receipt;
import dev.weir.core.state.RunOutcome;
import dev.weir.core.state.StateBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StateGateTest {
  private StateFolder folder;

  @BeforeEach
  void create() throws IOException {
    folder = StateFolder.create();
  }

  @AfterEach
  void delete() throws IOException {
    folder.close();
  }

  @Test
  void check_allContenders_passes() throws IOException {
    StateGate.check(folder, StateContender.ALL);
  }

  @Test
  void check_lostCursor_isReported() {
    assertThatThrownBy(() -> checkBeside(state -> new Wrapped(state, StateGateTest::withoutCursor)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("broken finds cursors to be []");
  }

  /** A contender that does more is as wrong as one that does less. */
  @Test
  void check_anotherNumberOfTransactions_isReported() {
    assertThatThrownBy(() -> checkBeside(Twice::new))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("broken finds the number of commits to be ");
  }

  @ParameterizedTest
  @MethodSource("contenders")
  void commits_ofEachOperation_areCounted(StateContender contender) throws IOException {
    Path file = folder.file("state.db");
    Receipts receipts = new Receipts(2);
    List<Receipt> last = receipts.ofEachStream();
    RunOutcome outcome = new RunOutcome(RunOutcome.Status.SUCCEEDED, 1, 2, Optional.empty());
    try (StateBackend state = contender.open(file, Clock.systemUTC())) {
      assertThat(commits(file, state, open -> open.startRun("a", Receipts.PIPELINE))).isEqualTo(1);
      assertThat(commits(file, state, open -> open.checkpoint(receipts.next(0)))).isEqualTo(1);
      assertThat(commits(file, state, open -> open.checkpoint(receipts.nextOfFullRefresh(0))))
          .isEqualTo(1);
      assertThat(commits(file, state, open -> Receipts.reconcile(open, last))).isEqualTo(2);
      assertThat(commits(file, state, open -> Receipts.reconcile(open, last))).isZero();
      assertThat(commits(file, state, open -> open.finishRun("a", outcome))).isEqualTo(1);
    }
  }

  static List<StateContender> contenders() {
    return StateContender.ALL;
  }

  private static int commits(Path file, StateBackend state, Consumer<StateBackend> operation)
      throws IOException {
    int before = WalCommits.count(file);
    operation.accept(state);
    return WalCommits.count(file) - before;
  }

  private void checkBeside(UnaryOperator<StateBackend> breaking) throws IOException {
    StateGate.check(
        folder,
        List.of(
            StateContender.WEIR,
            new StateContender(
                "broken",
                (file, clock) -> breaking.apply(StateContender.STATEMENTS.open(file, clock)))));
  }

  private static Receipt withoutCursor(Receipt receipt) {
    return new Receipt(
        receipt.pipeline(),
        receipt.loadId(),
        receipt.stream(),
        receipt.sequence(),
        Optional.empty(),
        receipt.sourceRows(),
        receipt.rows(),
        receipt.bytes());
  }

  /** Records each checkpoint a second time, which changes no row. */
  private static final class Twice extends Wrapped {
    Twice(StateBackend whole) {
      super(whole, receipt -> receipt);
    }

    @Override
    public void checkpoint(Receipt receipt) {
      super.checkpoint(receipt);
      super.checkpoint(receipt);
    }
  }

  private static class Wrapped implements StateBackend {
    private final StateBackend whole;
    private final UnaryOperator<Receipt> change;

    Wrapped(StateBackend whole, UnaryOperator<Receipt> change) {
      this.whole = whole;
      this.change = change;
    }

    @Override
    public void startRun(String runId, String pipeline) {
      whole.startRun(runId, pipeline);
    }

    @Override
    public void finishRun(String runId, RunOutcome outcome) {
      whole.finishRun(runId, outcome);
    }

    @Override
    public void checkpoint(Receipt receipt) {
      whole.checkpoint(change.apply(receipt));
    }

    @Override
    public Optional<Cursor> cursor(String pipeline, String stream) {
      return whole.cursor(pipeline, stream);
    }

    @Override
    public void close() {
      whole.close();
    }
  }
}
