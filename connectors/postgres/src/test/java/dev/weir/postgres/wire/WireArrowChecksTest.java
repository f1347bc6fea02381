package dev.weir.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.arrow.memory.BoundsChecking;
import org.apache.arrow.vector.NullCheckingForGet;
import org.junit.jupiter.api.Test;

/** Arrow's bounds checks are enabled in tests, and disabled by the launcher's flags. */
class WireArrowChecksTest {
  private static final boolean LAUNCHER_FLAGS = Boolean.getBoolean("weir.test.launcherFlags");

  @Test
  void arrowChecks_withLauncherFlags_areDisabled() {
    assertThat(BoundsChecking.BOUNDS_CHECKING_ENABLED).isEqualTo(!LAUNCHER_FLAGS);
    assertThat(NullCheckingForGet.NULL_CHECKING_ENABLED).isEqualTo(!LAUNCHER_FLAGS);
  }
}
