package dev.weir.micro.rules;

import dev.weir.rules.eql.evaluate.ConditionPool;
import dev.weir.rules.eql.evaluate.EvaluationMode;
import dev.weir.rules.eql.tree.EqlQuery.SequenceQuery;
import dev.weir.rules.event.BatchRow;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.sequence.CapturedFields;
import dev.weir.rules.sequence.MatchSink;
import dev.weir.rules.sequence.QueryPlan;
import dev.weir.rules.sequence.SequenceLimits;
import dev.weir.rules.sequence.SequenceMatch;
import dev.weir.rules.sequence.SequenceMatcher;
import java.time.Duration;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** The product's matcher, which keeps all fields of each event of a partial match. */
final class WeirSequences implements SequenceContender {
  static final Duration MAXSPAN = Duration.ofMinutes(5);

  /** Of all fields, as the engine keeps them. */
  private static final CapturedFields CODEC = new CapturedFields(RuleFields.SCHEMA);

  private static final long HASH_SEED = 20_260_716;

  private static final String QUERY =
      """
      sequence by user.name with maxspan=%dm
        [process where process.name == "%s"]
        [network where destination.port == %d]
        [file where file.extension == "%s"]
      """;

  private final UserEvents events;
  private final ConditionPool conditions =
      new ConditionPool(RuleFields.SCHEMA, EvaluationMode.CLOSURES);
  private final SequenceMatcher matcher;
  private final MatchSink sink;
  private long matched;

  /**
   * Loads the sequences of the events.
   *
   * @param value what a match adds to the sum
   */
  WeirSequences(UserEvents events, ToLongFunction<SequenceMatch> value) {
    this.events = events;
    this.sink = match -> matched += value.applyAsLong(match);
    EventSchema schema = RuleFields.SCHEMA;
    matcher = new SequenceMatcher(schema, SequenceLimits.DEFAULT, CODEC, HASH_SEED);
    for (int i = 0; i < events.sequences(); i++) {
      SequenceQuery query = (SequenceQuery) RuleFields.compile(query(i));
      matcher.load(new QueryPlan(rule(i), query.toString(), query, schema, conditions).plan());
    }
  }

  /** Returns the length of a match's events, which are copied, as the engine copies them. */
  static long bytes(SequenceMatch match) {
    long bytes = 0;
    for (int i = 0; i < match.size(); i++) {
      bytes += match.content(i).length;
    }
    return bytes;
  }

  /** Returns the time of a match's first event. */
  static long firstNanos(SequenceMatch match) {
    return CODEC.decode(match.content(0)).monotonicNanos();
  }

  private static String query(int sequence) {
    return QUERY.formatted(
        MAXSPAN.toMinutes(),
        UserEvents.process(sequence),
        UserEvents.port(sequence),
        UserEvents.extension(sequence));
  }

  private static String rule(int sequence) {
    return "rule-" + sequence;
  }

  @Override
  public long accept(int type, int row, long afterNanos) {
    BatchRow event = events.next(type, row, afterNanos);
    conditions.select(event);
    matcher.accept(event, sink);
    return matched;
  }

  /** Returns the number of partial matches. */
  int live() {
    return matcher.live();
  }

  /** Returns the number of matches of all sequences. */
  long completed() {
    return IntStream.range(0, events.sequences())
        .mapToLong(sequence -> matcher.counters(rule(sequence)).orElseThrow().completed())
        .sum();
  }
}
