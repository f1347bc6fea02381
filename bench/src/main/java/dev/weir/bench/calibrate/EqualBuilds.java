package dev.weir.bench.calibrate;

import dev.weir.bench.decision.PairTime;
import dev.weir.bench.decision.RecordedPairs;
import dev.weir.bench.result.Arm;
import dev.weir.bench.result.Build;
import dev.weir.bench.result.RecordedRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The recorded comparisons of a build with itself, of one subject on one machine.
 *
 * @param subject connector, mode and rows
 * @param recordings the pairs of each benchmark run, in the order of measurement
 */
public record EqualBuilds(String environmentKey, String subject, List<List<PairTime>> recordings) {
  public EqualBuilds {
    recordings = List.copyOf(recordings);
  }

  private record Key(String environmentKey, String subject) {}

  /** Those among recorded runs: both arms have the same commit, and no uncommitted changes. */
  public static List<EqualBuilds> in(List<RecordedRun> runs) {
    Map<Key, Map<String, List<RecordedRun>>> groups = new LinkedHashMap<>();
    for (RecordedRun run : runs) {
      groups
          .computeIfAbsent(
              new Key(run.environment().key(), run.subject().id()), key -> new LinkedHashMap<>())
          .computeIfAbsent(run.slot().runId(), key -> new ArrayList<>())
          .add(run);
    }
    List<EqualBuilds> found = new ArrayList<>();
    groups.forEach(
        (key, byRun) -> {
          List<List<PairTime>> recordings =
              byRun.values().stream()
                  .filter(EqualBuilds::isOfOneBuild)
                  .map(recorded -> RecordedPairs.of(recorded).times())
                  .filter(pairs -> !pairs.isEmpty())
                  .toList();
          if (!recordings.isEmpty()) {
            found.add(new EqualBuilds(key.environmentKey(), key.subject(), recordings));
          }
        });
    return found;
  }

  private static boolean isOfOneBuild(List<RecordedRun> runs) {
    List<Build> builds = runs.stream().map(RecordedRun::build).distinct().toList();
    boolean bothArms =
        builds.stream().anyMatch(build -> build.arm().equals(Optional.of(Arm.A)))
            && builds.stream().anyMatch(build -> build.arm().equals(Optional.of(Arm.B)));
    return bothArms
        && builds.stream().noneMatch(Build::dirty)
        && builds.stream().allMatch(build -> build.sha().isPresent())
        && builds.stream().map(Build::sha).distinct().count() == 1;
  }
}
