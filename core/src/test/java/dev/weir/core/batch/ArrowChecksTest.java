package dev.weir.core.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.arrow.memory.BoundsChecking;
import org.apache.arrow.vector.NullCheckingForGet;
import org.junit.jupiter.api.Test;

/** Arrow's checks are enabled in tests, unless the tests run with the launcher's flags. */
class ArrowChecksTest {
  private static final boolean LAUNCHER_FLAGS = Boolean.getBoolean("weir.test.launcherFlags");

  @Test
  void arrowChecks_launcherFlags_areDisabled() {
    assertThat(BoundsChecking.BOUNDS_CHECKING_ENABLED).isEqualTo(!LAUNCHER_FLAGS);
    assertThat(NullCheckingForGet.NULL_CHECKING_ENABLED).isEqualTo(!LAUNCHER_FLAGS);
  }
}
