package dev.weir.micro.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One sequence, written by hand: a hash map from the user to what the sequence waits for. It keeps
 * no fields, sums the times of first events, and finds expired partial matches only when the user's
 * next event comes.
 */
final class MapSequence implements SequenceContender {
  private static final long NONE = -1;
  private static final long MAXSPAN_NANOS = WeirSequences.MAXSPAN.toNanos();

  private final String[] users;
  private final int[] sequenceOfRow;
  private final String process;
  private final long port;
  private final String extension;
  private final String[] processes;
  private final String[] extensions;
  private final Map<String, Waiting> waiting = new HashMap<>();
  private long nanos;
  private long firstNanos;

  /** The times of a user's partial matches: at most one of one event and one of two. */
  private static final class Waiting {
    long afterOneNanos = NONE;
    long afterTwoNanos = NONE;
  }

  MapSequence(int userCount, int sequences, int sequence) {
    int rows = userCount + UserEvents.OTHERS;
    users = IntStream.range(0, rows).mapToObj(UserEvents::user).toArray(String[]::new);
    sequenceOfRow =
        IntStream.range(0, rows)
            .map(row -> UserEvents.sequence(row, userCount, sequences))
            .toArray();
    int values = sequences + UserEvents.OTHERS;
    processes = IntStream.range(0, values).mapToObj(UserEvents::process).toArray(String[]::new);
    extensions = IntStream.range(0, values).mapToObj(UserEvents::extension).toArray(String[]::new);
    process = UserEvents.process(sequence);
    port = UserEvents.port(sequence);
    extension = UserEvents.extension(sequence);
  }

  @Override
  public long accept(int type, int row, long afterNanos) {
    nanos += afterNanos;
    String user = users[row];
    int values = sequenceOfRow[row];
    if (type == RuleFields.PROCESS && processes[values].equals(process)) {
      Waiting ofUser = waiting.computeIfAbsent(user, added -> new Waiting());
      ofUser.afterOneNanos = nanos;
    } else if (type == RuleFields.NETWORK && UserEvents.port(values) == port) {
      Waiting ofUser = waiting.get(user);
      if (ofUser != null && ofUser.afterOneNanos != NONE) {
        takeSecond(ofUser);
      }
    } else if (type == RuleFields.FILE && extensions[values].equals(extension)) {
      Waiting ofUser = waiting.get(user);
      if (ofUser != null && ofUser.afterTwoNanos != NONE) {
        takeThird(user, ofUser);
      }
    }
    return firstNanos;
  }

  private void takeSecond(Waiting ofUser) {
    if (nanos - ofUser.afterOneNanos <= MAXSPAN_NANOS) {
      ofUser.afterTwoNanos = ofUser.afterOneNanos;
    }
    ofUser.afterOneNanos = NONE;
  }

  private void takeThird(String user, Waiting ofUser) {
    if (nanos - ofUser.afterTwoNanos <= MAXSPAN_NANOS) {
      firstNanos += ofUser.afterTwoNanos;
    }
    ofUser.afterTwoNanos = NONE;
    if (ofUser.afterOneNanos == NONE) {
      waiting.remove(user);
    }
  }
}
