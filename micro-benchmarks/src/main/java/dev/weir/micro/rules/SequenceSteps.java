package dev.weir.micro.rules;

/**
 * Orders of events in which the number of partial matches stays the same, so that no operation
 * differs from the one before it.
 */
final class SequenceSteps {
  /** Far below maxspan for all users together. */
  private static final long STEP_NANOS = 1_000;

  private static final int STEPS = 3;

  private final SequenceContender contender;
  private final int users;
  private final int third;
  private final long expiryNanos;
  private int tick;
  private int phase;

  SequenceSteps(SequenceContender contender, int users) {
    this.contender = contender;
    this.users = users;
    this.third = users / STEPS;
    this.expiryNanos = WeirSequences.MAXSPAN.toNanos() / Math.max(1, users / 2);
  }

  /**
   * Takes the next step of a stream in which each user takes all three, in turn: a third of the
   * users apart, so that two thirds of them have a partial match at any time.
   */
  long takeStep() {
    switch (phase) {
      case 0 -> {
        phase = 1;
        return contender.accept(RuleFields.FILE, tick, STEP_NANOS);
      }
      case 1 -> {
        phase = 2;
        return contender.accept(RuleFields.NETWORK, wrapped(tick + third), STEP_NANOS);
      }
      default -> {
        phase = 0;
        int row = wrapped(tick + 2 * third);
        tick = wrapped(tick + 1);
        return contender.accept(RuleFields.PROCESS, row, STEP_NANOS);
      }
    }
  }

  private int wrapped(int row) {
    return row < users ? row : row - users;
  }

  /** Takes steps until each user has taken all. */
  void fill() {
    for (long i = 0; i < (long) STEPS * users; i++) {
      takeStep();
    }
  }

  /** The next user takes the first step again, which replaces its partial match. */
  long begin() {
    return contender.accept(RuleFields.PROCESS, nextRow(), STEP_NANOS);
  }

  /** The next user takes two steps, the second of which replaces its partial match. */
  long beginAndAdvance() {
    int row = nextRow();
    contender.accept(RuleFields.PROCESS, row, STEP_NANOS);
    return contender.accept(RuleFields.NETWORK, row, STEP_NANOS);
  }

  /** The next user takes all steps, which removes its partial match. */
  long complete() {
    int row = nextRow();
    contender.accept(RuleFields.PROCESS, row, STEP_NANOS);
    contender.accept(RuleFields.NETWORK, row, STEP_NANOS);
    return contender.accept(RuleFields.FILE, row, STEP_NANOS);
  }

  /**
   * The next user takes the first step, so late that the partial match of another one expires: half
   * of the users have one.
   */
  long beginAndExpire() {
    return contender.accept(RuleFields.PROCESS, nextRow(), expiryNanos);
  }

  /** An event of a type that no sequence asks for. */
  long passType() {
    return contender.accept(RuleFields.CONFIGURATION, nextRow(), STEP_NANOS);
  }

  /** An event of the first step's type, which each sequence rejects by a value. */
  long passValue() {
    tick = (tick + 1) & (UserEvents.OTHERS - 1);
    return contender.accept(RuleFields.PROCESS, users + tick, STEP_NANOS);
  }

  private int nextRow() {
    tick = wrapped(tick + 1);
    return tick;
  }
}
