package dev.weir.micro.rules;

import dev.weir.micro.Agreement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Holds the matcher to hash maps over random events, and the orders of events to what they say. */
final class SequenceGate {
  private static final int USERS = 12;
  private static final int SEQUENCES = 3;
  private static final int EVENTS = 6_000;
  private static final int STEPS = 3;
  private static final long SEED = 20_260_717;
  private static final long SHORT_NANOS = Duration.ofSeconds(1).toNanos();
  private static final List<Integer> TYPES =
      List.of(RuleFields.PROCESS, RuleFields.NETWORK, RuleFields.FILE, RuleFields.CONFIGURATION);

  private SequenceGate() {}

  /**
   * Passes if the matcher finds what a hash map for each sequence finds, after each event.
   *
   * @throws IllegalStateException if it does not
   */
  static void check() {
    try (UserEvents events = new UserEvents(USERS, SEQUENCES)) {
      List<SequenceContender> maps = new ArrayList<>();
      IntStream.range(0, SEQUENCES)
          .forEach(sequence -> maps.add(new MapSequence(USERS, SEQUENCES, sequence)));
      check(new WeirSequences(events, WeirSequences::firstNanos), maps);
    }
  }

  static void check(SequenceContender matcher, List<SequenceContender> maps) {
    SplittableRandom random = new SplittableRandom(SEED);
    long found = 0;
    for (int i = 0; i < EVENTS; i++) {
      int type = TYPES.get(random.nextInt(TYPES.size()));
      int row = random.nextInt(USERS + 2);
      long later =
          random.nextInt(100) == 0
              ? random.nextLong(2 * WeirSequences.MAXSPAN.toNanos())
              : random.nextLong(SHORT_NANOS);
      found = matcher.accept(type, row, later);
      long expected = 0;
      for (SequenceContender map : maps) {
        expected += map.accept(type, row, later);
      }
      Agreement.requireEqual("the matcher", "the matches up to event " + i, expected, found);
    }
    Agreement.require(found > 0, "no sequence of the gate is complete");
  }

  /** Passes if each order of events does what its name says. */
  static void checkOrders() {
    try (UserEvents events = new UserEvents(USERS, SEQUENCES)) {
      checkSteps(events);
      checkParts(events);
      WeirSequences expiring = new WeirSequences(events, WeirSequences::bytes);
      SequenceSteps steps = new SequenceSteps(expiring, USERS);
      repeat(() -> steps.beginAndExpire());
      Agreement.requireEqual("expiry", "the partial matches", USERS / 2 + 1, expiring.live());
      WeirSequences idle = new WeirSequences(events, WeirSequences::bytes);
      SequenceSteps passing = new SequenceSteps(idle, USERS);
      repeat(() -> passing.passType());
      repeat(() -> passing.passValue());
      Agreement.requireEqual("events of no interest", "the partial matches", 0, idle.live());
    }
  }

  private static void checkSteps(UserEvents events) {
    WeirSequences matcher = new WeirSequences(events, WeirSequences::bytes);
    SequenceSteps steps = new SequenceSteps(matcher, USERS);
    steps.fill();
    int live = matcher.live();
    long completed = matcher.completed();
    repeat(() -> steps.takeStep());
    Agreement.requireEqual("the stream", "the partial matches", live, matcher.live());
    Agreement.requireEqual(
        "the stream", "the matches", completed + EVENTS / STEPS, matcher.completed());
  }

  private static void checkParts(UserEvents events) {
    WeirSequences matcher = new WeirSequences(events, WeirSequences::bytes);
    SequenceSteps steps = new SequenceSteps(matcher, USERS);
    repeat(() -> steps.begin());
    Agreement.requireEqual("the first step", "the partial matches", USERS, matcher.live());
    repeat(() -> steps.beginAndAdvance());
    Agreement.requireEqual("two steps", "the partial matches", USERS, matcher.live());
    Agreement.requireEqual("two steps", "the matches", 0L, matcher.completed());
    repeat(() -> steps.complete());
    Agreement.requireEqual("three steps", "the matches", (long) EVENTS, matcher.completed());
  }

  private static void repeat(Runnable operation) {
    for (int i = 0; i < EVENTS; i++) {
      operation.run();
    }
  }
}
