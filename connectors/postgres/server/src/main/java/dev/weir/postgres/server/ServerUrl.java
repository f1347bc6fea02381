package dev.weir.postgres.server;

import dev.weir.core.unit.Secret;
import dev.weir.postgres.sql.ServerAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The URL of a server: {@code postgresql://user:password@host:port/database?sslmode=...}, or the
 * same as a JDBC URL. Parts that it lacks come from PGUSER, PGPASSWORD and PGSSLMODE.
 *
 * @param database an existing database, to log in to
 */
record ServerUrl(Endpoint endpoint, String database) {
  private static final int DEFAULT_PORT = 5432;
  private static final Set<String> SCHEMES = Set.of("postgresql", "postgres");
  private static final Set<String> PARAMETERS = Set.of("user", "password", "sslmode");

  ServerUrl {
    if (!ServerAddress.isDatabase(database)) {
      throw new IllegalArgumentException("the database must be " + ServerAddress.DATABASE_FORM);
    }
  }

  static boolean isOne(String text) {
    return text.contains("://");
  }

  static ServerUrl parse(String text, Map<String, String> environment) {
    URI uri = uri(text);
    if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme()) || uri.getHost() == null) {
      throw malformed();
    }
    Map<String, String> parameters = parameters(uri);
    String[] login =
        uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
    String user =
        first(
            part(login, 0),
            Optional.ofNullable(parameters.get("user")),
            Optional.ofNullable(environment.get("PGUSER")),
            Optional.of(System.getProperty("user.name")));
    String password =
        first(
            part(login, 1),
            Optional.ofNullable(parameters.get("password")),
            Optional.ofNullable(environment.get("PGPASSWORD")),
            Optional.of(""));
    String sslMode =
        first(
            Optional.ofNullable(parameters.get("sslmode")),
            Optional.ofNullable(environment.get("PGSSLMODE")),
            Optional.of("prefer"));
    String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
    int port = uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort();
    String host = uri.getHost().replaceAll("[\\[\\]]", "");
    try {
      return new ServerUrl(
          new Endpoint(host, port, user, Secret.of(password), sslMode),
          path.isEmpty() ? Databases.POSTGRES : path);
    } catch (IllegalArgumentException e) {
      throw new ServerException("The URL of --postgres cannot be used: " + e.getMessage() + ".", e);
    }
  }

  private static URI uri(String text) {
    try {
      return new URI(text.replaceFirst("^jdbc:", ""));
    } catch (URISyntaxException e) {
      // The message has neither the text nor the cause, as both may hold the password.
      throw malformed();
    }
  }

  private static ServerException malformed() {
    return new ServerException(
        "The value of --postgres is not a URL such as postgresql://user@host:5432/postgres; special"
            + " characters must be percent-encoded, and the password may come from PGPASSWORD.");
  }

  private static Map<String, String> parameters(URI uri) {
    Map<String, String> parameters = new HashMap<>();
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    for (String pair : query.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      String[] parts = pair.split("=", 2);
      if (parts.length != 2 || !PARAMETERS.contains(parts[0])) {
        throw new ServerException(
            "The URL of --postgres has the parameter "
                + parts[0]
                + "; allowed are password, sslmode and user.");
      }
      parameters.put(parts[0], decode(parts[1]));
    }
    return parameters;
  }

  private static Optional<String> part(String[] login, int index) {
    return index < login.length ? Optional.of(decode(login[index])) : Optional.empty();
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @SafeVarargs
  private static String first(Optional<String>... values) {
    for (Optional<String> value : values) {
      if (value.isPresent()) {
        return value.get();
      }
    }
    throw new IllegalArgumentException("The last of the values is a default.");
  }
}
