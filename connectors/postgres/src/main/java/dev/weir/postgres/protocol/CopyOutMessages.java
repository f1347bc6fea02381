package dev.weir.postgres.protocol;

import dev.weir.postgres.wire.CopyMessages;
import dev.weir.postgres.wire.MessageArrays;
import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/** Starts COPY TO STDOUT. */
public final class CopyOutMessages {
  private CopyOutMessages() {}

  /** What the messages need of their session. */
  public interface Session {
    /** Called when the server has sent something. */
    void progress();

    /** Cancels the COPY and closes the connection. */
    void abort();
  }

  /**
   * Starts a COPY and waits for CopyOutResponse. The messages are read from the socket, or by the
   * driver where the connection is encrypted.
   */
  public static CopyMessages start(
      CopyManager driver, LendingSocket socket, String sql, Session session) throws SQLException {
    LendingInputStream input = input(socket);
    CopyOut copy;
    boolean lent;
    input.arm();
    try {
      copy = driver.copyOut(sql);
    } finally {
      lent = input.disarm();
    }
    return lent ? new LentMessages(input, copy, session) : byDriver(copy, session);
  }

  private static LendingInputStream input(LendingSocket socket) throws SQLException {
    try {
      return socket.input();
    } catch (IOException e) {
      throw LentMessages.connectionLost(e);
    }
  }

  private static CopyMessages byDriver(CopyOut copy, Session session) {
    return new MessageArrays(
        new MessageArrays.Next() {
          @Override
          public byte @Nullable [] message() throws SQLException {
            return read(true);
          }

          @Override
          public byte @Nullable [] poll() throws SQLException {
            return read(false);
          }

          private byte @Nullable [] read(boolean block) throws SQLException {
            byte[] message = copy.readFromCopy(block);
            session.progress();
            return message;
          }
        },
        () -> {
          if (copy.isActive()) {
            session.abort();
          }
        });
  }
}
