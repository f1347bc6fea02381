package dev.weir.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.arrow.memory.BoundsChecking;
import org.apache.arrow.vector.NullCheckingForGet;
import org.junit.jupiter.api.Test;

/** Arrow's own checks are on in tests, and off where the tests run with the launcher's flags. */
class WireArrowChecksTest {
  private static final boolean LAUNCHER_FLAGS = Boolean.getBoolean("weir.test.launcherFlags");

  @Test
  void arrowsChecks_areOffWithTheLaunchersFlagsAlone() {
    assertThat(BoundsChecking.BOUNDS_CHECKING_ENABLED).isEqualTo(!LAUNCHER_FLAGS);
    assertThat(NullCheckingForGet.NULL_CHECKING_ENABLED).isEqualTo(!LAUNCHER_FLAGS);
  }
}
