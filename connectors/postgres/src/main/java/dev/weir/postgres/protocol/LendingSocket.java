package dev.weir.postgres.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** A socket whose input can be lent; see {@link LendingInputStream}. */
public final class LendingSocket extends Socket {
  private @Nullable LendingInputStream input;

  @Override
  public synchronized InputStream getInputStream() throws IOException {
    return input();
  }

  synchronized LendingInputStream input() throws IOException {
    LendingInputStream open = input;
    if (open == null) {
      open = new LendingInputStream(super.getInputStream());
      input = open;
    }
    return open;
  }
}
