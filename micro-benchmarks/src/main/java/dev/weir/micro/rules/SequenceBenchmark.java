package dev.weir.micro.rules;

import dev.weir.micro.TimePerOperation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does an event cost that is a step of a sequence, and one that is of no interest, by the
 * number of sequences and of users?
 *
 * <p>Each sequence has three steps of one user within five minutes, with one comparison each;
 * events are rows of a batch, of which a partial match keeps four fields. Compare:
 *
 * <ul>
 *   <li>{@code passType}, an event of a type that no sequence asks for, and {@code passValue}, one
 *       that each of the sequences evaluates and rejects, by {@code sequences}.
 *   <li>{@code takeStep}, one event of a stream in which all users take all steps, by {@code
 *       users}; {@code takeStepInMap} is one sequence written by hand on a {@code HashMap} that
 *       keeps no fields; {@code takeStepOfMany} the same stream by {@code sequences}, all of which
 *       evaluate each event.
 *   <li>{@code begin}, {@code beginAndAdvance} and {@code complete}, one, two and three steps of a
 *       user of 10,000: each further step is the difference. {@code beginAndExpire} is a first step
 *       after which another user's partial match expires.
 * </ul>
 *
 * <p>Two thirds of the users have a partial match while steps are taken, and each order keeps that
 * number: a first step replaces the user's partial match, a third one removes it.
 *
 * <pre>
 * java -jar target/benchmarks.jar rules.Sequence
 * java -jar target/benchmarks.jar rules.SequenceBenchmark.pass -p sequences=1,10,100,1000
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"})
public class SequenceBenchmark extends TimePerOperation {
  private static final int USERS = 10_000;

  @Benchmark
  public long passType(EachNumber sequences) {
    return sequences.steps.passType();
  }

  @Benchmark
  public long passValue(Hundred sequences) {
    return sequences.steps.passValue();
  }

  @Benchmark
  public long takeStep(Users users) {
    return users.steps.takeStep();
  }

  @Benchmark
  public long takeStepOfMany(Many sequences) {
    return sequences.steps.takeStep();
  }

  @Benchmark
  public long takeStepInMap(InMap map) {
    return map.steps.takeStep();
  }

  @Benchmark
  public long begin(One sequence) {
    return sequence.steps.begin();
  }

  @Benchmark
  public long beginAndAdvance(One sequence) {
    return sequence.steps.beginAndAdvance();
  }

  @Benchmark
  public long complete(One sequence) {
    return sequence.steps.complete();
  }

  @Benchmark
  public long beginAndExpire(One sequence) {
    return sequence.steps.beginAndExpire();
  }

  /** A matcher that has passed its gate. */
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public abstract static class Sequences {
    SequenceSteps steps;
    private UserEvents events;

    abstract int users();

    abstract int sequences();

    /** Whether partial matches are made before the first operation. */
    boolean isFilled() {
      return true;
    }

    SequenceContender contender(UserEvents source) {
      return new WeirSequences(source, WeirSequences::bytes);
    }

    /** Holds the matcher to the gate, and makes the events. */
    @Setup
    public void open() {
      SequenceGate.check();
      SequenceGate.checkOrders();
      events = new UserEvents(users(), sequences());
      steps = new SequenceSteps(contender(events), users());
      if (isFilled()) {
        steps.fill();
      }
    }

    /** Releases the events. */
    @TearDown
    public void close() {
      events.close();
    }
  }

  /** One sequence, by the number of users. */
  public static class Users extends Sequences {
    @Param({"1", "10000", "1000000"})
    public int users;

    @Override
    int users() {
      return users;
    }

    @Override
    int sequences() {
      return 1;
    }
  }

  /** One sequence without partial matches. */
  public static class One extends Sequences {
    @Override
    int users() {
      return USERS;
    }

    @Override
    int sequences() {
      return 1;
    }

    @Override
    boolean isFilled() {
      return false;
    }
  }

  /** One sequence, by hand. */
  public static class InMap extends Sequences {
    @Override
    int users() {
      return USERS;
    }

    @Override
    int sequences() {
      return 1;
    }

    @Override
    SequenceContender contender(UserEvents source) {
      return new MapSequence(USERS, 1, 0);
    }
  }

  /** Many sequences with partial matches. */
  public static class Many extends Sequences {
    @Param("100")
    public int sequences;

    @Override
    int users() {
      return USERS;
    }

    @Override
    int sequences() {
      return sequences;
    }
  }

  /** Sequences without partial matches, by their number. */
  public static class EachNumber extends Sequences {
    @Param({"1", "100", "1000"})
    public int sequences;

    @Override
    int users() {
      return USERS;
    }

    @Override
    int sequences() {
      return sequences;
    }

    @Override
    boolean isFilled() {
      return false;
    }
  }

  /** 100 sequences without partial matches. */
  public static class Hundred extends Sequences {
    @Param("100")
    public int sequences;

    @Override
    int users() {
      return USERS;
    }

    @Override
    int sequences() {
      return sequences;
    }

    @Override
    boolean isFilled() {
      return false;
    }
  }
}
