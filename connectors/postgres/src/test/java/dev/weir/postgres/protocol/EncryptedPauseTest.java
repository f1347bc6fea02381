package dev.weir.postgres.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.StreamQuery;
import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.TestServer;
import dev.weir.postgres.query.QueryStream;
import dev.weir.postgres.query.StreamOptions;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Batches of a query whose connection is encrypted, so that the driver reads the messages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EncryptedPauseTest {
  private static final int ROWS = 20_000;

  /** The value of a message of 128 bytes: its header, the number of fields and a length precede. */
  private static final int VALUE_BYTES = 128 - 5 - 2 - 4;

  /** CopyOutResponse and the header of the format precede the first row. */
  private static final int START_BYTES = 10 + 19;

  private TestDatabase database;
  private SSLContext tls;

  @BeforeAll
  void createDatabase(@TempDir Path directory) throws Exception {
    database = TestServer.database("encrypted_pause");
    tls = SelfSigned.context(directory);
  }

  private QueryStream open(ServerRelay relay, String sql) {
    String url =
        "postgresql://%s:%s@127.0.0.1:%d/%s?sslmode=require"
            .formatted(
                encoded(database.endpoint().user()),
                encoded(database.endpoint().password().reveal()),
                relay.port(),
                database.name());
    return QueryStream.open(url, new StreamQuery(sql, Map.of()), StreamOptions.DEFAULTS);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private ServerRelay relay() throws IOException {
    return ServerRelay.encrypting(TestServer.endpoint(), tls);
  }

  /**
   * The server sends 8 KiB at a time. A message has 128 bytes, so that none is sent in part: the
   * driver waits for the rest of a message whose start is there.
   */
  @Test
  void next_serverPausesBetweenMessages_returnsTheRowsThatAreThere() throws Exception {
    String sql =
        "SELECT repeat('x', CASE WHEN n = 1 THEN %d WHEN n > 600 THEN length(pg_sleep(600)::text)"
                .formatted(VALUE_BYTES - START_BYTES)
            + " ELSE %d END) AS x FROM generate_series(1, 700) n".formatted(VALUE_BYTES);
    try (ServerRelay relay = relay();
        QueryStream stream = open(relay, sql)) {
      int rows = 0;
      while (rows < 576) {
        try (Batch batch = stream.next().orElseThrow()) {
          rows += batch.rows();
        }
      }
      assertThat(rows).isEqualTo(576);
    }
  }

  /** With a batch for each row, the rows that are there would arrive as well. */
  @Test
  void next_rowsThatAreThere_areInBatchesOfMany() throws Exception {
    try (ServerRelay relay = relay();
        QueryStream stream =
            open(relay, "SELECT n FROM generate_series(1, %d) n".formatted(ROWS))) {
      int rows = 0;
      for (Optional<Batch> next = stream.next(); next.isPresent(); next = stream.next()) {
        try (Batch batch = next.get()) {
          rows += batch.rows();
        }
      }
      assertThat(rows).isEqualTo(ROWS);
      assertThat(stream.decisions().batches()).isLessThan(ROWS / 20);
    }
  }
}
