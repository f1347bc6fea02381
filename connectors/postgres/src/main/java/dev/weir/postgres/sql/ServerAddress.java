package dev.weir.postgres.sql;

import java.net.InetAddress;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Host, port and database of a connection. They are validated before a JDBC URL is built: the
 * driver parses the text after {@code ?} as connection properties, and some of these name classes
 * that it loads.
 *
 * @param host see {@link #isHost}
 * @param port from 1 to 65,535
 * @param database see {@link #isDatabase}
 */
public record ServerAddress(String host, int port, String database) {
  /** Description of {@link #isHost}, for messages. */
  public static final String HOST_FORM =
      "a DNS name, an IPv4 address, or an IPv6 address without brackets";

  /** Description of {@link #isHostOrDirectory}, for messages. */
  public static final String HOST_OR_DIRECTORY_FORM =
      HOST_FORM + ", or the directory of a Unix-domain socket";

  /** Description of {@link #isDatabase}, for messages. */
  public static final String DATABASE_FORM = "a name of 1 to 63 bytes without NUL";

  public static final int PORT_MAX = 65_535;

  /** RFC 1035, section 2.3.4, without length byte and root label. */
  private static final int HOST_LENGTH_MAX = 253;

  /** NAMEDATALEN - 1. */
  private static final int DATABASE_BYTES_MAX = 63;

  /**
   * Labels of RFC 1123, section 2.1, and underscores, which occur in private zones and container
   * names.
   */
  private static final Pattern DNS_NAME =
      Pattern.compile("(?:%1$s\\.)*%1$s\\.?".formatted("\\w(?:[\\w-]{0,61}\\w)?"));

  /** No top-level domain is numeric, so a name with this ending must be an IPv4 address. */
  private static final Pattern NUMERIC_END = Pattern.compile("(?:.*\\.)?\\d+\\.?");

  private static final Pattern IPV4 =
      Pattern.compile("(?:%1$s\\.){3}%1$s".formatted("(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)"));

  private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9A-Fa-f:][0-9A-Fa-f:.]*");

  /**
   * Validates the components.
   *
   * @throws IllegalArgumentException with a message that does not contain the value, which may be a
   *     URL with a password
   */
  public ServerAddress {
    if (!isHost(host)) {
      throw new IllegalArgumentException("The host must be " + HOST_FORM + ".");
    }
    if (port < 1 || port > PORT_MAX) {
      throw new IllegalArgumentException("The port must be from 1 to 65535, not " + port + ".");
    }
    if (!isDatabase(database)) {
      throw new IllegalArgumentException("The database must be " + DATABASE_FORM + ".");
    }
  }

  /**
   * Returns whether a text is a DNS name in ASCII, an IPv4 address of four decimal numbers, or an
   * IPv6 address without brackets and zone. Names are not resolved. Directories of Unix-domain
   * sockets and lists of hosts are not supported.
   */
  public static boolean isHost(String text) {
    if (text.indexOf(':') >= 0) {
      return isIpv6(text);
    }
    return NUMERIC_END.matcher(text).matches()
        ? IPV4.matcher(text).matches()
        : text.length() <= HOST_LENGTH_MAX && DNS_NAME.matcher(text).matches();
  }

  /** Returns whether a text is a host, or an absolute path. */
  public static boolean isHostOrDirectory(String text) {
    return isDirectory(text) || isHost(text);
  }

  /** Returns whether a text stands for the directory of a Unix-domain socket. */
  public static boolean isDirectory(String text) {
    return text.startsWith("/") && text.indexOf('\0') < 0;
  }

  /** Returns whether a text is a valid database name: 1 to 63 bytes of UTF-8 without NUL. */
  public static boolean isDatabase(String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    return bytes > 0 && bytes <= DATABASE_BYTES_MAX && text.indexOf('\0') < 0;
  }

  /** Returns the JDBC URL, without properties. */
  public String jdbcUrl() {
    String server = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return "jdbc:postgresql://%s:%d/%s"
        .formatted(server, port, URLEncoder.encode(database, StandardCharsets.UTF_8));
  }

  private static boolean isIpv6(String text) {
    if (!IPV6_CHARACTERS.matcher(text).matches()) {
      return false;
    }
    try {
      // Texts of these characters with a colon are parsed and not resolved.
      InetAddress.getByName(text);
      return true;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
