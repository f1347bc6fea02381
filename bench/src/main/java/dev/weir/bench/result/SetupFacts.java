package dev.weir.bench.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a connector's {@code setup.sh} reports about server and data: one flat JSON object. */
public final class SetupFacts {
  private SetupFacts() {}

  /**
   * The facts that belong to the environment.
   *
   * @param names those that the connector's {@code config.sh} lists; a missing one is left out
   */
  public static Map<String, String> ofEnvironment(Map<String, String> facts, List<String> names) {
    Map<String, String> chosen = new LinkedHashMap<>();
    for (String name : names) {
      String value = facts.get(name);
      if (value != null) {
        chosen.put(name, value);
      }
    }
    return chosen;
  }

  /**
   * What a run of a mode leaves in the target, where that is not the rows of the source: the facts
   * {@code MODE.rows} and {@code MODE.digest}.
   *
   * @throws IncompleteRecordException where only one of them is there, or rows is no number
   */
  public static Optional<TargetDigest> target(Map<String, String> facts, Subject subject) {
    return digest(facts, subject.hookMode() + ".");
  }

  private static Optional<TargetDigest> digest(Map<String, String> facts, String prefix) {
    String rows = facts.get(prefix + TargetDigest.ROWS);
    String digest = facts.get(prefix + TargetDigest.DIGEST);
    if (rows == null && digest == null) {
      return Optional.empty();
    }
    if (rows == null || digest == null || !rows.matches("[0-9]{1,18}")) {
      throw new IncompleteRecordException(
          "the facts of setup.sh need both %1$srows, a whole number, and %1$sdigest"
              .formatted(prefix));
    }
    return Optional.of(new TargetDigest(Long.parseLong(rows), digest));
  }

  /**
   * Compares what a process left in the target with what the facts say that its mode leaves there:
   * the rows of the source, or others.
   *
   * @throws CorrectnessException where they differ
   * @throws IncompleteRecordException where {@code setup.sh} reported neither of them, or only rows
   *     or only a digest
   */
  public static void expect(Map<String, String> facts, Subject subject, TargetDigest target) {
    Optional<TargetDigest> ofMode = target(facts, subject);
    TargetDigest expected = ofMode.or(() -> digest(facts, "")).orElseThrow(SetupFacts::noDigest);
    if (!target.equals(expected)) {
      throw new CorrectnessException(
          List.of(
              "the target holds %s; the %s %s"
                  .formatted(
                      text(target),
                      ofMode.isPresent() ? "mode leaves" : "source holds",
                      text(expected))));
    }
  }

  private static IncompleteRecordException noDigest() {
    return new IncompleteRecordException(
        "verify.sh has nothing to compare with: the facts of setup.sh need rows and digest");
  }

  private static String text(TargetDigest of) {
    return "%d rows with digest %s".formatted(of.rows(), of.digest());
  }

  /** The facts in {@code file}; none where it does not exist or is empty. */
  public static Map<String, String> read(Path file) {
    try {
      String text = Files.exists(file) ? Files.readString(file) : "";
      return text.isBlank() ? Map.of() : RecordedRunJson.facts(Fields.parse(text));
    } catch (IncompleteRecordException e) {
      throw new IncompleteRecordException("the facts of setup.sh: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IncompleteRecordException("the facts of setup.sh cannot be read: " + e, e);
    }
  }
}
