package dev.weir.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.postgres.TestEndpoint;
import dev.weir.postgres.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import org.junit.jupiter.api.Test;

class StreamRowsTest {
  @Test
  @SuppressWarnings("SystemOut") // The example prints there.
  void main_realServer_printsTheRows() {
    TestEndpoint server = TestServer.endpoint();
    String url =
        "postgresql://%s:%s@%s:%d/postgres"
            .formatted(
                server.user(),
                URLEncoder.encode(server.password().reveal(), UTF_8),
                server.host(),
                server.port());
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, UTF_8));
    try {
      StreamRows.main(new String[] {url});
    } finally {
      System.setOut(before);
    }
    assertThat(out.toString(UTF_8)).startsWith("n\tsquare\n1\t1\n2\t4\n").endsWith("100\t10000\n");
  }
}
