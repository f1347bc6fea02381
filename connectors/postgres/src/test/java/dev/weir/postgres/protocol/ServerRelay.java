package dev.weir.postgres.protocol;

import dev.weir.postgres.LoopbackProxy;
import dev.weir.postgres.TestEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Passes a server's connections through on loopback, and changes what the server sends. */
final class ServerRelay extends LoopbackProxy {
  /** What a change returns to let the relay send nothing more. */
  static final byte[] SILENCE = new byte[0];

  private static final int SSL_REQUEST_BYTES = 8;

  private final UnaryOperator<byte[]> change;
  private final int pieceBytes;
  private final @Nullable SSLContext tls;
  private volatile boolean silent;

  private ServerRelay(
      TestEndpoint server, UnaryOperator<byte[]> change, int pieceBytes, @Nullable SSLContext tls)
      throws IOException {
    super(server);
    this.change = change;
    this.pieceBytes = pieceBytes;
    this.tls = tls;
  }

  private static ServerRelay start(
      TestEndpoint server, UnaryOperator<byte[]> change, int pieceBytes, @Nullable SSLContext tls)
      throws IOException {
    ServerRelay relay = new ServerRelay(server, change, pieceBytes, tls);
    relay.start();
    return relay;
  }

  /** Changes each piece of what the server sends; {@link #SILENCE} ends all of it. */
  static ServerRelay changing(TestEndpoint server, UnaryOperator<byte[]> change)
      throws IOException {
    return start(server, change, 1 << 16, null);
  }

  /** Sends from 1 to this many bytes at a time. */
  static ServerRelay inPieces(TestEndpoint server, int bytesMax) throws IOException {
    return start(server, UnaryOperator.identity(), bytesMax, null);
  }

  /** Encrypts the connection to the client, as a server with TLS does. */
  static ServerRelay encrypting(TestEndpoint server, SSLContext tls) throws IOException {
    return start(server, UnaryOperator.identity(), 1 << 16, tls);
  }

  @Override
  protected void connect(Socket client, Socket upstream) throws IOException {
    client.setTcpNoDelay(true);
    Socket plain = tls == null ? client : encrypted(client, tls);
    thread(() -> plain.getInputStream().transferTo(upstream.getOutputStream()));
    thread(() -> pass(upstream, plain));
  }

  private static Socket encrypted(Socket client, SSLContext context) throws IOException {
    client.getInputStream().readNBytes(SSL_REQUEST_BYTES);
    client.getOutputStream().write('S');
    SSLSocket encrypted =
        (SSLSocket) context.getSocketFactory().createSocket(client, null, client.getPort(), true);
    encrypted.setUseClientMode(false);
    return encrypted;
  }

  private void pass(Socket from, Socket to) throws IOException {
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    byte[] buffer = new byte[1 << 16];
    int piece = 0;
    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
      byte[] changed = change.apply(Arrays.copyOf(buffer, length));
      silent |= changed == SILENCE;
      if (silent) {
        // The sockets stay open, and nobody reads them.
        return;
      }
      for (int sent = 0; sent < changed.length; ) {
        piece = piece % pieceBytes + 1;
        int count = Math.min(piece, changed.length - sent);
        out.write(changed, sent, pieceBytes < buffer.length ? count : changed.length - sent);
        sent += pieceBytes < buffer.length ? count : changed.length - sent;
      }
    }
    to.close();
  }
}
