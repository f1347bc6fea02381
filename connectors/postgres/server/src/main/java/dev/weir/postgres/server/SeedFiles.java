package dev.weir.postgres.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The files of a seed.
 *
 * @param source run in the source, one after another
 * @param target then run in the destination
 * @param leaves by mode, the table of the source with the rows that a run of the mode must leave in
 *     its target; it has no target and is not counted
 */
record SeedFiles(List<Path> source, List<Path> target, Map<String, String> leaves) {
  SeedFiles {
    source = List.copyOf(source);
    target = List.copyOf(target);
    leaves = Map.copyOf(leaves);
  }

  /** Returns files for the source alone. */
  static SeedFiles of(List<Path> source) {
    return new SeedFiles(source, List.of(), Map.of());
  }
}
