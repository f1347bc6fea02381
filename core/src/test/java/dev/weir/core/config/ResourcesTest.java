package dev.weir.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.compress.Codec;
import dev.weir.core.unit.ByteSize;
import org.junit.jupiter.api.Test;

class ResourcesTest {

  @Test
  void rowBytesMax_isInflightBytesMaxFrom64MibToTheFrameLimit() {
    assertThat(inFlight("256kb").rowBytesMax()).isEqualTo(ByteSize.ofMb(64));
    assertThat(inFlight("64mb").rowBytesMax()).isEqualTo(ByteSize.ofMb(64));
    assertThat(inFlight("1gb").rowBytesMax()).isEqualTo(ByteSize.ofMb(1024));
    assertThat(inFlight("16gb").rowBytesMax()).isEqualTo(ByteSize.ofMb(1024));
  }

  private static Resources inFlight(String bytes) {
    return new Resources(
        Codec.NONE,
        Resources.DEFAULT_BATCH_BYTES_MAX,
        Resources.DEFAULT_BATCH_ROWS_MAX,
        ByteSize.parse(bytes),
        Resources.DEFAULT_RETRIES_MAX,
        Parallelism.ONE,
        false);
  }
}
