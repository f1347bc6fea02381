package dev.weir.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.connector.TransformState;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.SavedState.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SavedStateTest {
  private static final SavedState STATE =
      new SavedState(
          "5 minutes",
          new long[] {1, -2, Long.MAX_VALUE},
          List.of(
              new Entry("rules", TransformState.of(new byte[] {1, 2, 3})),
              new Entry("counting", TransformState.of(new byte[0])),
              new Entry("rules", TransformState.of(new byte[] {4}))));

  private static final String REMEDY =
      "Use the version that saved it, or delete the stream's row of _weir_transform_state at the"
          + " destination to start anew.";

  @Test
  void decode_encoded_isTheSame() {
    SavedState decoded = SavedState.decode(STATE.encode(), "events");

    assertThat(decoded.cursorLag()).isEqualTo("5 minutes");
    assertThat(decoded.repeated()).containsExactly(1, -2, Long.MAX_VALUE);
    assertThat(decoded.of("rules", 0).orElseThrow().bytes()).containsExactly(1, 2, 3);
    assertThat(decoded.of("rules", 1).orElseThrow().bytes()).containsExactly(4);
    assertThat(decoded.of("rules", 2)).isEmpty();
    assertThat(decoded.of("counting", 0).orElseThrow().bytes()).isEmpty();
    assertThat(decoded.of("other", 0)).isEmpty();
  }

  /** It comes from a table that others can write to. */
  @Test
  void decode_truncated_isRefused() {
    byte[] bytes = STATE.encode().bytes();
    for (int length = 0; length < bytes.length; length++) {
      TransformState truncated = TransformState.of(Arrays.copyOf(bytes, length));

      WeirException error =
          catchThrowableOfType(WeirException.class, () -> SavedState.decode(truncated, "events"));

      assertThat(error).as("%d bytes", length).hasMessageContaining("is damaged");
      assertThat(error.code()).isEqualTo("run.transform_state");
      assertThat(error.hint()).isEqualTo(REMEDY);
    }
  }

  @Test
  void decode_otherVersion_isRefused() {
    byte[] bytes = STATE.encode().bytes().clone();
    bytes[3] = 9;

    WeirException error =
        catchThrowableOfType(
            WeirException.class, () -> SavedState.decode(TransformState.of(bytes), "events"));

    assertThat(error).hasMessageContaining("has format 9, and this version reads 1");
    assertThat(error.hint()).isEqualTo(REMEDY);
  }

  @Test
  void toString_ofAState_doesNotShowIt() {
    assertThat(TransformState.of("secret".getBytes(StandardCharsets.UTF_8)))
        .hasToString("TransformState[6 bytes]");
  }
}
