package dev.weir.postgres.server;

import dev.weir.postgres.conninfo.ConnectionEnvironment;
import dev.weir.postgres.conninfo.ConnectionHost;
import dev.weir.postgres.conninfo.ConnectionInfo;
import dev.weir.postgres.conninfo.ConnectionParameter;
import dev.weir.postgres.conninfo.ConnectionStringException;
import dev.weir.postgres.sql.ServerAddress;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The server of a connection string as libpq reads it, with its service, the password file and PG*
 * variables. All programs of a benchmark log in to one server, whose address they get by PG*
 * variables, so what these cannot carry is refused.
 *
 * @param database an existing database, to log in to
 */
record ServerUrl(Endpoint endpoint, String database) {
  private static final String SSL_MODE_DEFAULT = "prefer";

  /** Parameters that the programs of a benchmark do not get. */
  private static final Set<ConnectionParameter> REFUSED =
      EnumSet.of(
          ConnectionParameter.HOSTADDR,
          ConnectionParameter.OPTIONS,
          ConnectionParameter.REQUIRE_AUTH,
          ConnectionParameter.CHANNEL_BINDING,
          ConnectionParameter.SSLNEGOTIATION,
          ConnectionParameter.SSLCERT,
          ConnectionParameter.SSLKEY,
          ConnectionParameter.SSLPASSWORD,
          ConnectionParameter.SSLROOTCERT,
          ConnectionParameter.TARGET_SESSION_ATTRS);

  ServerUrl {
    if (!ServerAddress.isDatabase(database)) {
      throw new IllegalArgumentException("the database must be " + ServerAddress.DATABASE_FORM);
    }
  }

  static boolean isOne(String text) {
    return text.contains("://") || text.indexOf('=') >= 0;
  }

  static ServerUrl parse(String text, Map<String, String> environment) {
    try {
      ConnectionInfo info =
          ConnectionInfo.read(
              text, ConnectionEnvironment.of(name -> Optional.ofNullable(environment.get(name))));
      for (ConnectionParameter parameter : REFUSED) {
        if (info.parameters().containsKey(parameter)) {
          throw unusable("has " + parameter.keyword() + ", which is not supported here", null);
        }
      }
      if (info.hosts().size() > 1) {
        throw unusable("names several servers, and a benchmark uses one", null);
      }
      ConnectionHost host = info.hosts().get(0);
      return new ServerUrl(
          new Endpoint(
              host.socketDirectory().map(Object::toString).orElse(host.host()),
              host.port(),
              info.user(),
              host.password(),
              info.parameters().getOrDefault(ConnectionParameter.SSLMODE, SSL_MODE_DEFAULT)),
          info.parameters().getOrDefault(ConnectionParameter.DBNAME, Databases.POSTGRES));
    } catch (ConnectionStringException | IllegalArgumentException e) {
      throw unusable("cannot be used: " + e.getMessage(), e);
    }
  }

  private static ServerException unusable(String reason, @Nullable Exception cause) {
    String sentence = "The connection string of --postgres " + reason + ".";
    return cause == null ? new ServerException(sentence) : new ServerException(sentence, cause);
  }
}
