package dev.weir.bench.result;

import java.util.Optional;

/**
 * The build that was measured.
 *
 * @param arm A or B in a comparison; empty outside of one
 * @param ref name that the user gave for the commit; empty outside of a comparison
 * @param sha the commit; empty outside of a git checkout
 * @param branch the branch; empty where none is checked out
 * @param dirty whether files differ from the commit
 * @param digest SHA-256 over the launchers and jars that ran; empty where it was not taken
 */
public record Build(
    Optional<Arm> arm,
    Optional<String> ref,
    Optional<String> sha,
    Optional<String> branch,
    boolean dirty,
    Optional<String> digest) {

  private static final int SHORT_SHA = 10;

  /** A build without a digest, as in lines of version 1. */
  public Build(
      Optional<Arm> arm,
      Optional<String> ref,
      Optional<String> sha,
      Optional<String> branch,
      boolean dirty) {
    this(arm, ref, sha, branch, dirty, Optional.empty());
  }

  /** The ref with its short sha, or the sha alone where the ref is one; the branch; if dirty. */
  public String label() {
    String shortSha =
        sha.map(s -> s.substring(0, Math.min(SHORT_SHA, s.length()))).orElse("unknown commit");
    String shown =
        ref.filter(r -> !sha.orElse("").startsWith(r))
            .map(r -> r + " (" + shortSha + ")")
            .orElse(shortSha);
    return shown
        + branch.map(name -> " on " + name).orElse("")
        + (dirty ? ", with uncommitted changes" : "");
  }
}
