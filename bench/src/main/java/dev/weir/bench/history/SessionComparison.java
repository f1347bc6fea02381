package dev.weir.bench.history;

import dev.weir.bench.decision.Limits;
import dev.weir.bench.result.Environment;
import dev.weir.bench.result.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One benchmark run compared with an earlier one, mode by mode. Only measurements of the same
 * connector, mode, rows and environment are compared.
 *
 * @param changes one for each mode that both runs measured, without limits
 * @param limits the change of the limit itself, for information: it shows the drift of the machine
 * @param missing one sentence for each mode without a counterpart
 */
public record SessionComparison(
    List<SessionChange> changes, List<SessionChange> limits, List<String> missing) {

  public SessionComparison {
    changes = List.copyOf(changes);
    limits = List.copyOf(limits);
    missing = List.copyOf(missing);
  }

  private record Match(Measurement base, Measurement now) {}

  /**
   * Compares all modes of {@code now}.
   *
   * @param base the measurements of the earlier run, of one build
   * @param now the measurements of the later run, of one build
   * @param beside all measurements of the benchmark runs of both, for their limits
   * @param baseName what messages call the earlier run, such as {@code baseline main}
   */
  public static SessionComparison of(
      List<Measurement> base,
      List<Measurement> now,
      List<Measurement> beside,
      String baseName,
      Limits limits) {
    List<Match> matches = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (Measurement measured : now) {
      Optional<Measurement> counterpart =
          base.stream()
              .filter(it -> it.subject().equals(measured.subject()) && sameMachine(it, measured))
              .findFirst();
      counterpart.ifPresentOrElse(
          it -> matches.add(new Match(it, measured)),
          () -> missing.add(whyMissing(measured, base, baseName)));
    }
    int modes = (int) matches.stream().filter(match -> !match.now().subject().limit()).count();
    List<SessionChange> changes = new ArrayList<>();
    List<SessionChange> ofLimits = new ArrayList<>();
    for (Match match : matches) {
      boolean limit = match.now().subject().limit();
      (limit ? ofLimits : changes)
          .add(
              SessionChange.of(
                  match.base(), match.now(), beside, limit ? 1 : Math.max(1, modes), limits));
    }
    return new SessionComparison(changes, ofLimits, missing);
  }

  private static boolean sameMachine(Measurement one, Measurement other) {
    return one.environment().key().equals(other.environment().key());
  }

  private static String whyMissing(Measurement measured, List<Measurement> base, String baseName) {
    Subject subject = measured.subject();
    Optional<Measurement> elsewhere =
        base.stream().filter(it -> it.subject().equals(subject)).findFirst();
    if (elsewhere.isPresent()) {
      return "%s: %s is of another environment (%s)"
          .formatted(
              subject.id(),
              baseName,
              difference(elsewhere.get().environment(), measured.environment()));
    }
    List<Long> rows =
        base.stream()
            .map(Measurement::subject)
            .filter(it -> it.connector().equals(subject.connector()))
            .filter(it -> it.mode().equals(subject.mode()))
            .map(Subject::rows)
            .distinct()
            .toList();
    return rows.isEmpty()
        ? "%s: %s has no samples of this mode".formatted(subject.id(), baseName)
        : "%s: %s has this mode with other rows only: %s".formatted(subject.id(), baseName, rows);
  }

  /** The fields in which two environments differ, as {@code jdk: A, now B}. */
  private static String difference(Environment before, Environment now) {
    List<String> names = new ArrayList<>();
    Stream.of(before, now)
        .flatMap(environment -> environment.toJson().propertyStream())
        .map(field -> field.getKey())
        .distinct()
        .filter(name -> !Objects.equals(before.toJson().get(name), now.toJson().get(name)))
        .forEach(
            name ->
                names.add(
                    "%s: %s, now %s"
                        .formatted(
                            name,
                            before.toJson().path(name).asText("none"),
                            now.toJson().path(name).asText("none"))));
    return String.join("; ", names);
  }
}
