package dev.weir.postgres.server;

import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.TestEndpoint;
import dev.weir.postgres.TestServer;

/** The server of the connector's tests ({@link TestServer}), in the types of this module. */
final class SharedServer {
  private SharedServer() {}

  static Endpoint endpoint() {
    TestEndpoint server = TestServer.endpoint();
    return new Endpoint(server.host(), server.port(), server.user(), server.password(), "disable");
  }

  static TableLocation table(TestDatabase database, String schema, String table) {
    return new TableLocation(database.name(), new QualifiedTable(schema, table));
  }
}
