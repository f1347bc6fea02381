package dev.weir.postgres.conninfo;

import dev.weir.core.unit.Secret;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A connection string with what its service, the environment, the password file and the defaults
 * add to it, in this order.
 *
 * @param hosts at least one, in the order in which they are tried
 * @param parameters all given ones; those of hosts, user, password and database are also here
 * @param passwordFileRefusal why the password file was not used, if it exists
 */
public record ConnectionInfo(
    List<ConnectionHost> hosts,
    String user,
    String database,
    Map<ConnectionParameter, String> parameters,
    Optional<String> passwordFileRefusal) {
  private static final int DEFAULT_PORT = 5432;
  private static final int PORT_MAX = 65_535;
  private static final String JDBC = "jdbc:";
  private static final String SCHEME_END = "://";

  private static final Pattern ANY_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");
  private static final Pattern PORT = Pattern.compile("\\d{1,5}");

  public ConnectionInfo {
    hosts = List.copyOf(hosts);
    parameters = Collections.unmodifiableMap(parameters);
  }

  /** Returns a connection string as it is, and one for any other text, the name of a service. */
  public static String ofNameOrString(String text) {
    boolean isName = !text.isEmpty() && !text.contains(SCHEME_END) && text.indexOf('=') < 0;
    return isName ? "service='" + text.replace("\\", "\\\\").replace("'", "\\'") + "'" : text;
  }

  /**
   * Reads a connection string.
   *
   * @param text a URI, also with {@code jdbc:} before it, or {@code name=value ...}, or empty
   * @throws ConnectionStringException if it cannot be used
   */
  public static ConnectionInfo read(String text, ConnectionEnvironment environment) {
    String uri = withoutJdbc(text);
    if (!UriForm.isOne(uri) && ANY_SCHEME.matcher(uri).lookingAt()) {
      throw new ConnectionStringException(
          "The connection string begins with another scheme than postgresql://");
    }
    Map<ConnectionParameter, String> values =
        UriForm.isOne(uri) ? UriForm.parse(uri) : KeywordForm.parse(text);
    checkVariables(environment);
    addService(values, environment);
    for (ConnectionParameter parameter : ConnectionParameter.values()) {
      environment
          .variable(parameter.variable())
          .ifPresent(value -> values.putIfAbsent(parameter, value));
    }
    return complete(values, environment);
  }

  private static String withoutJdbc(String text) {
    return text.startsWith(JDBC) ? text.substring(JDBC.length()) : text;
  }

  private static void checkVariables(ConnectionEnvironment environment) {
    for (String name : ConnectionParameter.UNSUPPORTED_VARIABLES) {
      if (environment.variable(name).isPresent()) {
        throw new ConnectionStringException(
            "The environment variable " + name + " is set, which is not supported; unset it");
      }
    }
  }

  private static void addService(
      Map<ConnectionParameter, String> values, ConnectionEnvironment environment) {
    Optional<String> service =
        given(values, ConnectionParameter.SERVICE, environment).filter(name -> !name.isEmpty());
    if (service.isPresent()) {
      Optional<String> file = given(values, ConnectionParameter.SERVICEFILE, environment);
      ServiceFile.read(service.get(), file, environment).forEach(values::putIfAbsent);
    }
  }

  private static Optional<String> given(
      Map<ConnectionParameter, String> values,
      ConnectionParameter parameter,
      ConnectionEnvironment environment) {
    return Optional.ofNullable(values.get(parameter))
        .or(() -> environment.variable(parameter.variable()));
  }

  private static ConnectionInfo complete(
      Map<ConnectionParameter, String> values, ConnectionEnvironment environment) {
    String user = nonEmpty(values, ConnectionParameter.USER).orElse(environment.systemUser());
    String database = nonEmpty(values, ConnectionParameter.DBNAME).orElse(user);
    Optional<String> password = nonEmpty(values, ConnectionParameter.PASSWORD);
    Optional<PasswordFile> file =
        password.isPresent()
            ? Optional.empty()
            : PasswordFile.find(nonEmpty(values, ConnectionParameter.PASSFILE), environment);
    Optional<String> refusal = file.flatMap(PasswordFile::refusal);
    List<ConnectionHost> hosts = new ArrayList<>();
    for (ConnectionHost host : hosts(values, environment)) {
      Optional<String> found =
          password.or(
              () ->
                  file.filter(used -> refusal.isEmpty())
                      .flatMap(
                          used ->
                              used.password(
                                  passwordHost(host, environment), host.port(), database, user)));
      hosts.add(
          new ConnectionHost(
              host.host(),
              host.address(),
              host.socketDirectory(),
              host.port(),
              Secret.of(found.orElse(""))));
    }
    return new ConnectionInfo(hosts, user, database, new EnumMap<>(values), refusal);
  }

  /** Returns a host's name in the password file; a default socket directory is localhost. */
  private static String passwordHost(ConnectionHost host, ConnectionEnvironment environment) {
    return host.socketDirectory()
        .filter(directory -> !environment.socketDirectories().contains(directory))
        .map(Path::toString)
        .orElse(host.host());
  }

  private static List<ConnectionHost> hosts(
      Map<ConnectionParameter, String> values, ConnectionEnvironment environment) {
    List<String> names = list(values, ConnectionParameter.HOST);
    List<String> addresses = list(values, ConnectionParameter.HOSTADDR);
    List<String> ports = list(values, ConnectionParameter.PORT);
    int count = Math.max(1, addresses.isEmpty() ? names.size() : addresses.size());
    if (!addresses.isEmpty() && !names.isEmpty() && names.size() != count) {
      throw new ConnectionStringException(
          "The connection string has %d hosts and %d hostaddr values; they must be as many"
              .formatted(names.size(), count));
    }
    if (ports.size() > 1 && ports.size() != count) {
      throw new ConnectionStringException(
          "The connection string has %d ports and %d hosts; allowed: one port, or one for each host"
              .formatted(ports.size(), count));
    }
    List<ConnectionHost> hosts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int port = ports.isEmpty() ? DEFAULT_PORT : port(ports.get(ports.size() == 1 ? 0 : i));
      String name = names.isEmpty() ? "" : names.get(i);
      String address = addresses.isEmpty() ? "" : addresses.get(i);
      hosts.add(host(name, address, port, environment));
    }
    return hosts;
  }

  private static ConnectionHost host(
      String name, String address, int port, ConnectionEnvironment environment) {
    if (name.startsWith("@")) {
      throw new ConnectionStringException(
          "The connection string has a host in the abstract socket namespace, which is not"
              + " supported; use the directory of the server's socket");
    }
    if (!address.isEmpty()) {
      return new ConnectionHost(
          name.isEmpty() ? address : name,
          Optional.of(address),
          Optional.empty(),
          port,
          Secret.of(""));
    }
    Optional<Path> directory =
        name.isEmpty()
            ? environment.socketDirectory(port)
            : Optional.of(name).filter(text -> text.startsWith("/")).map(ConnectionInfo::path);
    String host = directory.isPresent() || name.isEmpty() ? ConnectionHost.LOCALHOST : name;
    return new ConnectionHost(host, Optional.empty(), directory, port, Secret.of(""));
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new ConnectionStringException("The host of the connection string is not a path");
    }
  }

  private static int port(String text) {
    if (text.isEmpty()) {
      return DEFAULT_PORT;
    }
    String stripped = text.strip();
    int port = PORT.matcher(stripped).matches() ? Integer.parseInt(stripped) : 0;
    if (port < 1 || port > PORT_MAX) {
      throw new ConnectionStringException(
          "A port of the connection string is not a number from 1 to 65535; if it is a part of the"
              + " password, percent-encode the password's special characters");
    }
    return port;
  }

  private static List<String> list(
      Map<ConnectionParameter, String> values, ConnectionParameter parameter) {
    String text = values.getOrDefault(parameter, "");
    return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
  }

  private static Optional<String> nonEmpty(
      Map<ConnectionParameter, String> values, ConnectionParameter parameter) {
    return Optional.ofNullable(values.get(parameter)).filter(value -> !value.isEmpty());
  }
}
