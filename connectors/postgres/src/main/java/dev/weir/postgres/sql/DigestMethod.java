package dev.weir.postgres.sql;

import java.util.Arrays;
import java.util.List;

/** How the server hashes the text of a row to 64 bits. Both ends must use the same one. */
public enum DigestMethod {
  /** The text's bytes in the server's encoding; equal at both ends only where both are UTF8. */
  UTF8_TEXT("hashtextextended(%s COLLATE \"C\", 0)"),
  /** The hexadecimal digits of the text's UTF-8 bytes, which every encoding has. */
  UTF8_HEX("hashtextextended(encode(convert_to(%s, 'UTF8'), 'hex') COLLATE \"C\", 0)");

  private static final String UTF8 = "UTF8";

  private final String hash;

  DigestMethod(String hash) {
    this.hash = hash;
  }

  /** The hash of an expression that is a text, as SQL. */
  String hash(String text) {
    return hash.formatted(text);
  }

  /** The names of the methods that a server offers, the best first. */
  public static List<String> names(PostgresConnection connection) {
    return Arrays.stream(values())
        .filter(
            method ->
                method != UTF8_TEXT || connection.parameterStatus("server_encoding").equals(UTF8))
        .map(DigestMethod::name)
        .toList();
  }
}
