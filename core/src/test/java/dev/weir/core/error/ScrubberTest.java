package dev.weir.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.unit.Secret;
import org.junit.jupiter.api.Test;

class ScrubberTest {
  private final Scrubber scrubber = new Scrubber();

  @Test
  void scrub_registeredSecrets_masksTheLongestFirst() {
    scrubber.add(Secret.of("pass"));
    scrubber.add(Secret.of("password-1"));

    assertThat(scrubber.scrub("found password-1, expected pass"))
        .isEqualTo("found ***, expected ***");
  }

  @Test
  void scrub_passwordsInUrisAndParameters_areMasked() {
    assertThat(scrubber.scrub("at jdbc:postgresql://me:s3c:r@t@host:5432/db?password=abc&x=1"))
        .isEqualTo("at jdbc:postgresql://me:***@host:5432/db?password=***&x=1");
    assertThat(scrubber.scrub("at postgresql://host:5432/db"))
        .isEqualTo("at postgresql://host:5432/db");
  }

  @Test
  void scrub_secretEqualToAPublicText_isNotMasked() {
    scrubber.add(Secret.of("postgres"));
    scrubber.addPublic("postgres");

    assertThat(scrubber.scrub("no user postgres")).isEqualTo("no user postgres");
  }

  @Test
  void scrub_shortSecret_isNotMasked() {
    scrubber.add(Secret.of("a"));

    assertThat(scrubber.scrub("a banana")).isEqualTo("a banana");
  }
}
