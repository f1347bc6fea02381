package dev.weir.rules.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EvaluationGuardTest {
  private final EvaluationGuard guard = new EvaluationGuard(3);

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  private void tick(int times) {
    for (int i = 0; i < times; i++) {
      guard.tick();
    }
  }

  @Test
  void tick_pastTheLimit_interruptsOnce() {
    guard.begin();

    tick(4);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    guard.tick();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();

    assertThat(guard.end()).isTrue();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void tick_ofAnotherEvaluation_countsAnew() {
    for (int i = 0; i < 10; i++) {
      guard.begin();
      tick(4);
      assertThat(guard.end()).isFalse();
    }
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void tick_betweenEvaluations_interruptsNobody() {
    guard.begin();
    assertThat(guard.end()).isFalse();

    tick(20);

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    guard.begin();
    assertThat(guard.end()).isFalse();
  }

  @Test
  void end_interruptOfAnother_isKept() {
    guard.begin();
    Thread.currentThread().interrupt();

    assertThat(guard.end()).isFalse();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void begin_afterAnInterrupt_isWatchedAgain() {
    guard.begin();
    tick(5);
    assertThat(guard.end()).isTrue();

    guard.begin();
    tick(5);
    assertThat(guard.end()).isTrue();
  }
}
