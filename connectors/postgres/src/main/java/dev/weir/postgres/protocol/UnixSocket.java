package dev.weir.postgres.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Optional;

/**
 * A Unix-domain socket for the driver, which only knows {@link java.net.Socket}. The channel is
 * non-blocking: a selector waits where there is nothing to read or no room to write, so that reads
 * have a timeout and closing ends them. One thread reads and one writes.
 */
final class UnixSocket extends LendingSocket {
  private static final int AHEAD_BYTES = 64 << 10;

  private final UnixDomainSocketAddress address;
  private final SocketChannel channel;
  private final Selector readable;
  private final Selector writable;
  private volatile int timeoutMillis;
  private volatile boolean connected;

  UnixSocket(UnixDomainSocketAddress address) throws IOException {
    super(Optional.empty());
    this.address = address;
    this.channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    this.readable = Selector.open();
    this.writable = Selector.open();
  }

  /** Connects to the socket's own address, at once or not at all. */
  @Override
  public void connect(SocketAddress endpoint, int connectTimeoutMillis) throws IOException {
    channel.connect(address);
    channel.configureBlocking(false);
    channel.register(readable, SelectionKey.OP_READ);
    channel.register(writable, SelectionKey.OP_WRITE);
    connected = true;
  }

  @Override
  InputStream received() {
    return new Received();
  }

  @Override
  public OutputStream getOutputStream() {
    return new Sent();
  }

  private void await(Selector selector, int millis) throws IOException {
    try {
      selector.select(millis);
      selector.selectedKeys().clear();
    } catch (ClosedSelectorException e) {
      throw new SocketException("Socket closed");
    }
  }

  private final class Received extends InputStream {
    /** Bytes that were read to find out whether there are any. */
    private final ByteBuffer ahead = ByteBuffer.allocate(AHEAD_BYTES).limit(0);

    @Override
    public int available() throws IOException {
      if (!ahead.hasRemaining()) {
        ahead.clear();
        channel.read(ahead);
        ahead.flip();
      }
      return ahead.remaining();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      Objects.checkFromIndexSize(from, count, bytes.length);
      if (count == 0) {
        return 0;
      }
      if (ahead.hasRemaining()) {
        int taken = Math.min(count, ahead.remaining());
        ahead.get(bytes, from, taken);
        return taken;
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes, from, count);
      int received = channel.read(buffer);
      long end = System.nanoTime() + timeoutMillis * 1_000_000L;
      while (received == 0) {
        int millis = timeoutMillis;
        if (millis > 0 && System.nanoTime() - end > 0) {
          throw new SocketTimeoutException("Read timed out");
        }
        await(readable, millis);
        received = channel.read(buffer);
      }
      return received;
    }

    @Override
    public void close() throws IOException {
      UnixSocket.this.close();
    }
  }

  private final class Sent extends OutputStream {
    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, from, count);
      while (buffer.hasRemaining()) {
        if (channel.write(buffer) == 0) {
          await(writable, 0);
        }
      }
    }

    @Override
    public void close() throws IOException {
      UnixSocket.this.close();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    channel.close();
    readable.close();
    writable.close();
  }

  @Override
  public boolean isConnected() {
    return connected;
  }

  @Override
  public boolean isClosed() {
    return !channel.isOpen();
  }

  @Override
  public synchronized void setSoTimeout(int millis) {
    timeoutMillis = millis;
  }

  @Override
  public synchronized int getSoTimeout() {
    return timeoutMillis;
  }

  @Override
  public void setTcpNoDelay(boolean on) {
    // A Unix-domain socket sends at once.
  }

  @Override
  public boolean getTcpNoDelay() {
    return true;
  }

  @Override
  public void setKeepAlive(boolean on) {
    // The kernel closes the socket when its other end does.
  }

  @Override
  public boolean getKeepAlive() {
    return true;
  }

  @Override
  public synchronized int getSendBufferSize() throws SocketException {
    try {
      return channel.getOption(StandardSocketOptions.SO_SNDBUF);
    } catch (IOException e) {
      throw new SocketException(e.toString());
    }
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
