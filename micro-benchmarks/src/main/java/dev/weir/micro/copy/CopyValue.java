package dev.weir.micro.copy;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** Makes the values of a column. */
@FunctionalInterface
interface CopyValue {
  /**
   * Writes one value in the format of the type's send function, without its length.
   *
   * @param row from 0
   */
  void write(int row, SplittableRandom random, ByteBuffer out);
}
