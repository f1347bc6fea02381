package dev.weir.bench.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What the harness itself says of a run's process: which harness it was, what the process cost, and
 * the content that it left. Each part is empty where it is unknown.
 *
 * @param sha commit of the tree with the scripts, hooks and fixtures; in a comparison not that of
 *     the build
 * @param dirty whether scripts, hooks or fixtures differ from that commit
 * @param wallSecs time from the start of the process to its end, in seconds
 * @param cpuSecs user and system time of the process and of all descendants that it waited for
 * @param rssPeakBytes peak resident set size of the largest process among it and its descendants,
 *     sampled every second at most
 * @param target digest of the target after the process, taken by the harness
 */
public record Harness(
    Optional<String> sha,
    Optional<Boolean> dirty,
    Optional<Double> wallSecs,
    Optional<Double> cpuSecs,
    Optional<Long> rssPeakBytes,
    Optional<TargetDigest> target) {

  /** Of a line of version 1, which has none of it. */
  public static final Harness UNKNOWN =
      new Harness(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** The harness's own tree, and what it observed of a process. */
  public static Harness of(
      Optional<String> sha, boolean dirty, ProcessAccount process, Optional<TargetDigest> target) {
    return new Harness(
        sha,
        Optional.of(dirty),
        process.wallSecs(),
        process.cpuSecs(),
        process.rssPeakBytes(),
        target);
  }

  static Harness of(Fields fields) {
    Optional<TargetDigest> target =
        fields
            .optionalText("target_digest")
            .map(digest -> new TargetDigest(fields.count("target_rows"), digest));
    return new Harness(
        fields.optionalText("git_sha"),
        fields.optionalFlag("dirty"),
        fields.optionalAmount("wall_secs"),
        fields.optionalAmount("cpu_secs"),
        fields.optionalCount("rss_peak_bytes"),
        target);
  }

  ObjectNode toJson() {
    ObjectNode json = Fields.object();
    sha.ifPresent(value -> json.put("git_sha", value));
    dirty.ifPresent(value -> json.put("dirty", value));
    wallSecs.ifPresent(value -> json.put("wall_secs", value));
    cpuSecs.ifPresent(value -> json.put("cpu_secs", value));
    rssPeakBytes.ifPresent(value -> json.put("rss_peak_bytes", value));
    target.ifPresent(
        value -> {
          json.put("target_rows", value.rows());
          json.put("target_digest", value.digest());
        });
    return json;
  }
}
