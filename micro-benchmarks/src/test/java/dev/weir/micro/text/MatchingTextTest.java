package dev.weir.micro.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MatchingTextTest {
  private final MatchingText texts = new MatchingText();

  @Test
  void check_givenTexts_passes() {
    assertThatCode(texts::check).doesNotThrowAnyException();
    assertThat(texts.startsWith()).isTrue();
    assertThat(texts.contains()).isTrue();
    assertThat(texts.equalsIgnoringCase()).isTrue();
  }

  /** Found wherever it begins: the pattern that is compiled each time does not look further. */
  @Test
  void check_schemeElsewhere_passes() {
    texts.uri = "jdbc:" + texts.uri;
    texts.upperUri = texts.uri;

    assertThatCode(texts::check).doesNotThrowAnyException();
    assertThat(texts.startsWith()).isFalse();
  }

  @Test
  void check_otherKey_isReported() {
    texts.typedKey = "max_retry";

    assertThatThrownBy(texts::check)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the near miss finds a key to be Optional[max_retries]");
  }

  @Test
  void check_secretLeftInAMessage_isReported() {
    texts.messageWithSecret = texts.message + " (key not-a-secret-2)";

    assertThatThrownBy(texts::check)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the scrubber finds a message with a secret");
  }
}
