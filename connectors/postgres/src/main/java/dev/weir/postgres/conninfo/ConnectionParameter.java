package dev.weir.postgres.conninfo;

import dev.weir.core.config.NearMiss;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The parameters of libpq that are supported, each with its environment variable. */
public enum ConnectionParameter {
  HOST("PGHOST"),
  HOSTADDR("PGHOSTADDR"),
  PORT("PGPORT"),
  DBNAME("PGDATABASE"),
  USER("PGUSER"),
  PASSWORD("PGPASSWORD"),
  PASSFILE("PGPASSFILE"),
  SERVICE("PGSERVICE"),
  SERVICEFILE("PGSERVICEFILE"),
  REQUIRE_AUTH("PGREQUIREAUTH"),
  CHANNEL_BINDING("PGCHANNELBINDING"),
  CONNECT_TIMEOUT("PGCONNECT_TIMEOUT"),
  OPTIONS("PGOPTIONS"),
  APPLICATION_NAME("PGAPPNAME"),
  FALLBACK_APPLICATION_NAME(""),
  SSLMODE("PGSSLMODE"),
  SSLNEGOTIATION("PGSSLNEGOTIATION"),
  SSLCERT("PGSSLCERT"),
  SSLKEY("PGSSLKEY"),
  SSLPASSWORD(""),
  SSLROOTCERT("PGSSLROOTCERT"),
  GSSENCMODE("PGGSSENCMODE"),
  KRBSRVNAME("PGKRBSRVNAME"),
  TARGET_SESSION_ATTRS("PGTARGETSESSIONATTRS"),
  LOAD_BALANCE_HOSTS("PGLOADBALANCEHOSTS");

  /** Parameters of libpq that neither the driver nor this connector supports. */
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "client_encoding",
          "gssdelegation",
          "gsslib",
          "keepalives",
          "keepalives_count",
          "keepalives_idle",
          "keepalives_interval",
          "max_protocol_version",
          "min_protocol_version",
          "oauth_client_id",
          "oauth_client_secret",
          "oauth_issuer",
          "oauth_scope",
          "replication",
          "requirepeer",
          "requiressl",
          "scram_client_key",
          "scram_server_key",
          "ssl_max_protocol_version",
          "ssl_min_protocol_version",
          "sslcertmode",
          "sslcompression",
          "sslcrl",
          "sslcrldir",
          "sslkeylogfile",
          "sslsni",
          "tcp_user_timeout");

  /** Variables that restrict which servers are trusted; they are not passed over in silence. */
  static final List<String> UNSUPPORTED_VARIABLES =
      List.of(
          "PGREQUIREPEER",
          "PGREQUIRESSL",
          "PGSSLCERTMODE",
          "PGSSLCRL",
          "PGSSLCRLDIR",
          "PGSSLMAXPROTOCOLVERSION",
          "PGSSLMINPROTOCOLVERSION");

  private static final Map<String, ConnectionParameter> BY_KEYWORD =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(ConnectionParameter::keyword, Function.identity()));

  private final String keyword = name().toLowerCase(Locale.ROOT);
  private final String variable;

  ConnectionParameter(String variable) {
    this.variable = variable;
  }

  /** Returns the parameter's name in connection strings and service files. */
  public String keyword() {
    return keyword;
  }

  /** Returns the environment variable; empty if there is none. */
  String variable() {
    return variable;
  }

  /**
   * Returns the parameter of a name.
   *
   * @param where begins the message: {@code The connection string}
   * @throws ConnectionStringException if there is none, or if it is not supported
   */
  static ConnectionParameter of(String name, String where) {
    ConnectionParameter found = BY_KEYWORD.get(name);
    if (found != null) {
      return found;
    }
    if (UNSUPPORTED.contains(name)) {
      throw new ConnectionStringException(
          where + " has the parameter " + name + ", which is not supported; leave it out");
    }
    List<String> known = Arrays.stream(values()).map(ConnectionParameter::keyword).toList();
    String near =
        NearMiss.of(name, known).map(word -> "; did you mean \"" + word + "\"?").orElse(";");
    // What is not like a name may be a part of a password that is not percent-encoded.
    String shown = name.matches("[A-Za-z][A-Za-z0-9_]{0,40}") ? " \"" + name + "\"" : "";
    throw new ConnectionStringException(
        "%s has an unknown parameter%s%s allowed: %s"
            .formatted(where, shown, near, String.join(", ", known)));
  }
}
