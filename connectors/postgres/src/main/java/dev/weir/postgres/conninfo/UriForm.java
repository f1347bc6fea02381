package dev.weir.postgres.conninfo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Connection URIs: {@code postgresql://user:password@host:port,host:port/dbname?name=value&...}.
 * All parts are optional and percent-encoded. An {@code @} within the user or the password must be
 * encoded; so must a slash there, at which libpq stops to look for an {@code @}.
 */
final class UriForm {
  private static final List<String> PREFIXES = List.of("postgresql://", "postgres://");
  private static final String WHERE = "The connection string";

  private final String text;
  private final Map<ConnectionParameter, String> values = new EnumMap<>(ConnectionParameter.class);
  private int position;

  private UriForm(String text, int position) {
    this.text = text;
    this.position = position;
  }

  static boolean isOne(String text) {
    return PREFIXES.stream().anyMatch(text::startsWith);
  }

  /** Returns the parameters, without empty parts. */
  static Map<ConnectionParameter, String> parse(String text) {
    String prefix = PREFIXES.stream().filter(text::startsWith).findFirst().orElseThrow();
    UriForm form = new UriForm(text, prefix.length());
    form.userAndPassword();
    form.hosts();
    form.databaseAndParameters();
    return form.values;
  }

  private void userAndPassword() {
    int end = endAt("@/");
    if (end == text.length() || text.charAt(end) != '@') {
      return;
    }
    String login = text.substring(position, end);
    int colon = login.indexOf(':');
    put(ConnectionParameter.USER, colon < 0 ? login : login.substring(0, colon));
    put(ConnectionParameter.PASSWORD, colon < 0 ? "" : login.substring(colon + 1));
    position = end + 1;
  }

  private void hosts() {
    StringBuilder hosts = new StringBuilder();
    StringBuilder ports = new StringBuilder();
    boolean more = true;
    while (more) {
      hosts.append(isAt('[') ? bracketed() : takeUntil(":/?,"));
      if (isAt(':')) {
        position++;
        ports.append(takeUntil("/?,"));
      }
      more = isAt(',');
      if (more) {
        position++;
        hosts.append(',');
        ports.append(',');
      }
    }
    put(ConnectionParameter.HOST, hosts.toString());
    put(ConnectionParameter.PORT, ports.toString());
  }

  /** Takes an IPv6 address in brackets. */
  private String bracketed() {
    position++;
    String address = takeUntil("]");
    if (!isAt(']')) {
      throw new ConnectionStringException(WHERE + " has a \"[\" without \"]\" in its host");
    }
    if (address.isEmpty()) {
      throw new ConnectionStringException(WHERE + " has an empty IPv6 address in brackets");
    }
    position++;
    if (position < text.length() && ":/?,".indexOf(text.charAt(position)) < 0) {
      throw new ConnectionStringException(
          WHERE + " goes on after \"]\" with another character than \":\", \"/\", \"?\" or \",\"");
    }
    return address;
  }

  private void databaseAndParameters() {
    if (isAt('/')) {
      position++;
      put(ConnectionParameter.DBNAME, takeUntil("?"));
    }
    if (isAt('?')) {
      String[] pairs = text.substring(position + 1).split("&", -1);
      for (int i = 0; i < pairs.length; i++) {
        // libpq accepts an ampersand at the end.
        if (!pairs[i].isEmpty() || i < pairs.length - 1) {
          parameter(pairs[i]);
        }
      }
    }
  }

  private void parameter(String pair) {
    String[] parts = pair.split("=", -1);
    if (parts.length != 2) {
      throw new ConnectionStringException(
          WHERE + " has a parameter that is not name=value; percent-encode \"=\" and \"&\" in it");
    }
    String name = decode(parts[0]);
    String value = decode(parts[1]);
    if (name.equals("ssl") && value.equals("true")) {
      values.put(ConnectionParameter.SSLMODE, "require");
    } else {
      values.put(ConnectionParameter.of(name, WHERE), value);
    }
  }

  private void put(ConnectionParameter parameter, String encoded) {
    if (!encoded.isEmpty()) {
      values.put(parameter, decode(encoded));
    }
  }

  private boolean isAt(char wanted) {
    return position < text.length() && text.charAt(position) == wanted;
  }

  private String takeUntil(String ends) {
    int end = endAt(ends);
    String taken = text.substring(position, end);
    position = end;
    return taken;
  }

  private int endAt(String ends) {
    int end = position;
    while (end < text.length() && ends.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static String decode(String encoded) {
    String stripped = strip(encoded);
    if (stripped.chars().anyMatch(Character::isWhitespace)) {
      throw new ConnectionStringException(
          WHERE + " contains a space; percent-encode it as %20, or use the form host=... user=...");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] from = stripped.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < from.length; i++) {
      if (from[i] != '%') {
        bytes.write(from[i]);
      } else {
        int high = i + 2 < from.length ? Character.digit(from[i + 1], 16) : -1;
        int low = i + 2 < from.length ? Character.digit(from[i + 2], 16) : -1;
        if (high < 0 || low < 0 || high + low == 0) {
          throw new ConnectionStringException(
              WHERE
                  + " has a \"%\" that is not followed by the two digits of a character other"
                  + " than NUL; write %25 for the character itself");
        }
        bytes.write(high << 4 | low);
        i += 2;
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new ConnectionStringException(WHERE + " is not UTF-8 where it is percent-encoded");
    }
  }

  private static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) == ' ') {
      from++;
    }
    while (to > from && text.charAt(to - 1) == ' ') {
      to--;
    }
    return text.substring(from, to);
  }
}
