package dev.weir.bench.decision;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The decisions on several primary metrics, one for each mode of a comparison: Holm's procedure
 * with the looks of each step (Ye, Li, Liu and Yao, "A group sequential Holm procedure with
 * multiple primary endpoints", Statistics in Medicine 32, 2013).
 */
public final class Decisions {
  private Decisions() {}

  /**
   * Decides on every mode: first each at alpha / m; whenever r of them are rejected, the others at
   * alpha / (m - r).
   *
   * @param modes the pairs of each mode so far
   * @return without modes that have too few pairs for a decision
   */
  public static <K> Map<K, Decision> of(Map<K, List<PairTime>> modes, Limits limits, Looks looks) {
    Map<K, Decision> decisions = new LinkedHashMap<>();
    Set<K> rejected = new HashSet<>();
    boolean changed = true;
    while (changed) {
      Looks step = looks.withAlpha(Looks.ALPHA / Math.max(1, modes.size() - rejected.size()));
      changed = false;
      for (Map.Entry<K, List<PairTime>> mode : modes.entrySet()) {
        if (rejected.contains(mode.getKey())) {
          continue;
        }
        Optional<Decision> decision = Decision.of(mode.getValue(), limits, step);
        decision.ifPresent(it -> decisions.put(mode.getKey(), it));
        if (decision.filter(it -> it.p() <= it.level()).isPresent()) {
          rejected.add(mode.getKey());
          changed = true;
        }
      }
    }
    return decisions;
  }
}
