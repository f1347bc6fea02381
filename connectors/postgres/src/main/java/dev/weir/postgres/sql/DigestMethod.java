package dev.weir.postgres.sql;

import java.util.Arrays;
import java.util.List;

/** Expressions that hash a row's text to 64 bits; source and destination must use the same one. */
public enum DigestMethod {
  /** Hashes the text in the server's encoding, which must be UTF8. */
  UTF8_TEXT("hashtextextended(%s COLLATE \"C\", 0)"),
  /** Hashes the hexadecimal digits of the text's UTF-8 bytes, in any server encoding. */
  UTF8_HEX("hashtextextended(encode(convert_to(%s, 'UTF8'), 'hex') COLLATE \"C\", 0)");

  private static final String UTF8 = "UTF8";

  private final String hash;

  DigestMethod(String hash) {
    this.hash = hash;
  }

  /** Returns SQL that hashes a text expression. */
  String hash(String text) {
    return hash.formatted(text);
  }

  /** Returns the names of the methods that a server supports, in order of preference. */
  public static List<String> names(PostgresConnection connection) {
    return Arrays.stream(values())
        .filter(
            method ->
                method != UTF8_TEXT || connection.parameterStatus("server_encoding").equals(UTF8))
        .map(DigestMethod::name)
        .toList();
  }
}
