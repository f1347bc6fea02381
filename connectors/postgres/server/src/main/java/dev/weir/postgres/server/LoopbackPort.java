package dev.weir.postgres.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of 127.0.0.1. */
final class LoopbackPort {
  private LoopbackPort() {}

  /** A port that is free at this moment. */
  static int free() throws IOException {
    try (ServerSocket socket = bind(0)) {
      return socket.getLocalPort();
    }
  }

  static void requireFree(int port) {
    try {
      bind(port).close();
    } catch (IOException e) {
      throw inUse(port);
    }
  }

  static ServerException inUse(int port) {
    return new ServerException(
        "Port "
            + port
            + " of 127.0.0.1 is in use; stop what listens there, or unset WEIR_POSTGRES_PORT to get a"
            + " free one.");
  }

  /** Listens on a port; 0 is any free one. */
  static ServerSocket bind(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
  }
}
