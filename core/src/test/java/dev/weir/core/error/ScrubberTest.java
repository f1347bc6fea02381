package dev.weir.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.unit.Secret;
import org.junit.jupiter.api.Test;

class ScrubberTest {
  private final Scrubber scrubber = new Scrubber();

  @Test
  void scrub_knownSecrets_theLongestFirst() {
    scrubber.add(Secret.of("pass"));
    scrubber.add(Secret.of("password-1"));

    assertThat(scrubber.scrub("got password-1, not pass")).isEqualTo("got ***, not ***");
  }

  @Test
  void scrub_passwordsInUrisAndParameters() {
    assertThat(scrubber.scrub("at jdbc:postgresql://me:s3c:r@t@host:5432/db?password=abc&x=1"))
        .isEqualTo("at jdbc:postgresql://me:***@host:5432/db?password=***&x=1");
    assertThat(scrubber.scrub("at postgresql://host:5432/db"))
        .isEqualTo("at postgresql://host:5432/db");
  }

  @Test
  void scrub_aSecretThatIsAlsoPublic_isNotMasked() {
    scrubber.add(Secret.of("postgres"));
    scrubber.addPublic("postgres");

    assertThat(scrubber.scrub("no user postgres")).isEqualTo("no user postgres");
  }

  @Test
  void scrub_aShortSecret_isNotMasked() {
    scrubber.add(Secret.of("a"));

    assertThat(scrubber.scrub("a banana")).isEqualTo("a banana");
  }
}
