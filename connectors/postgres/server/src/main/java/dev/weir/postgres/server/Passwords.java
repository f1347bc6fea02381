package dev.weir.postgres.server;

import dev.weir.core.unit.Secret;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords of the servers that are started for one run. */
final class Passwords {
  private static final int BYTES = 16;

  private Passwords() {}

  static Secret random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Secret.of(HexFormat.of().formatHex(bytes));
  }
}
