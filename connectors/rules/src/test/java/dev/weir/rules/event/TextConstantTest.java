package dev.weir.rules.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextConstantTest {
  private static final String TEXT = "abcdefghijklmnopqrstuvwxyz";
  private static final int OFFSET = 3;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 14, 15, 16, 17, 23, 24, 25})
  void isAt_textOfALength_comparesEachByte(int length) {
    TextConstant constant = new TextConstant(TEXT.substring(0, length));
    try (BufferAllocator allocator = new RootAllocator();
        ArrowBuf buffer = allocator.buffer(64)) {
      buffer.setBytes(OFFSET, TEXT.getBytes(StandardCharsets.UTF_8));

      assertThat(constant.isAt(buffer, OFFSET)).isTrue();
      for (int i = 0; i < length; i++) {
        byte known = buffer.getByte(OFFSET + i);
        buffer.setByte(OFFSET + i, known + 1);
        assertThat(constant.isAt(buffer, OFFSET)).as("byte " + i).isFalse();
        buffer.setByte(OFFSET + i, known);
      }
    }
  }
}
