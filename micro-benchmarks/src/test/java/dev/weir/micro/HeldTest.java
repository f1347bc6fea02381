package dev.weir.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HeldTest {
  /** 200 MB, far more than what other tests of this JVM free between the collections. */
  private static final int ITEMS = 200_000;

  private static final int ITEM_BYTES = 1_000;

  /** An array has a header of 16 bytes and is in another one. */
  private static final double OVERHEAD_BYTES = 24;

  @Test
  void end_whileTheResultIsReachable_isItsMemoryByItem() {
    Held held = new Held();
    held.begin();
    byte[][] result = new byte[ITEMS][ITEM_BYTES];
    held.end(ITEMS);

    assertThat(result.length).isEqualTo(ITEMS);
    assertThat(held.heldBytes).isCloseTo(ITEM_BYTES + OVERHEAD_BYTES, within(30.0));
  }
}
