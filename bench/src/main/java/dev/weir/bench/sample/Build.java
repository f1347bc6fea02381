package dev.weir.bench.sample;

import java.util.Optional;

/**
 * The build that was measured.
 *
 * @param arm its side of a comparison; empty outside of one
 * @param ref what the user called it; empty outside of a comparison
 * @param sha the commit; empty outside of a git checkout
 * @param branch the branch; empty where none is checked out
 * @param dirty whether files differ from the commit
 */
public record Build(
    Optional<Arm> arm,
    Optional<String> ref,
    Optional<String> sha,
    Optional<String> branch,
    boolean dirty) {

  private static final int SHORT_SHA = 10;

  /**
   * The ref with its short sha, only the sha where they say the same; the branch; whether dirty.
   */
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
