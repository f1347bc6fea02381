package dev.weir.micro.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.compress.Codec;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompressGateTest {
  private BufferAllocator allocator;

  @BeforeEach
  void open() {
    allocator = new RootAllocator();
  }

  /** Fails if a contender leaks. */
  @AfterEach
  void close() {
    allocator.close();
  }

  @ParameterizedTest
  @CsvSource({
    "LZ4, BATCH_4K", "LZ4, BATCH_64K", "LZ4, NOISE_1M", "LZ4, RUNS_1M",
    "ZSTD, BATCH_4K", "ZSTD, BATCH_64K", "ZSTD, NOISE_1M", "ZSTD, RUNS_1M"
  })
  void check_equalContenders_passes(Codec codec, FrameInput input) {
    byte[] message = input.message();
    try (FramedContender framed = new FramedContender(codec, message, allocator);
        BareContender bare = new BareContender(BareLibrary.of(codec), message)) {
      CompressGate.check(message, List.of(framed, bare));
    }
  }

  @Test
  void check_otherLevel_isReported() {
    byte[] message = FrameInput.BATCH_64K.message();
    try (FramedContender framed = new FramedContender(Codec.ZSTD, message, allocator);
        BareContender bare = new BareContender(new BareLibrary.BareZstd(3), message)) {
      assertThatThrownBy(() -> CompressGate.check(message, List.of(framed, bare)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("zstd 3 stores other bytes than frame codec");
    }
  }

  @Test
  void check_anotherMessage_isReportedWithItsPlace() {
    byte[] message = FrameInput.BATCH_4K.message();
    byte[] changed = message.clone();
    changed[99] ^= 1;
    try (BareContender bare = new BareContender(BareLibrary.of(Codec.LZ4), changed)) {
      assertThatThrownBy(() -> CompressGate.check(message, List.of(bare)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("lz4 restores another message, from byte 99 on");
    }
  }

  @Test
  void message_batch_hasWholeRowsUpToItsSize() {
    byte[] message = FrameInput.BATCH_64K.message();
    byte[] again = FrameInput.BATCH_64K.message();

    assertThat(FrameInput.BATCH_4K.message().length).isBetween(3_700, 4 << 10);
    assertThat(message.length).isBetween(65_000, 64 << 10);
    assertThat(again).isEqualTo(message);
  }
}
