package dev.weir.micro.compress;

import java.util.Arrays;
import java.util.List;

/** Holds the contenders of one codec equal before any timing counts. */
final class CompressGate {
  private CompressGate() {}

  /**
   * Passes where each contender restores the message, and all store the same bytes.
   *
   * @throws IllegalStateException otherwise, naming the contender and the first byte
   */
  static void check(byte[] message, List<? extends CompressContender> contenders) {
    byte[] stored = contenders.get(0).stored();
    for (CompressContender contender : contenders) {
      require(contender.name() + " restores another message", message, contender.restored());
      require(
          contender.name() + " stores other bytes than " + contenders.get(0).name(),
          stored,
          contender.stored());
    }
  }

  private static void require(String otherwise, byte[] expected, byte[] found) {
    int difference = Arrays.mismatch(expected, found);
    if (difference >= 0) {
      throw new IllegalStateException(
          "The contenders disagree, so no time counts: "
              + (otherwise + ", from byte " + difference + " on"));
    }
  }
}
