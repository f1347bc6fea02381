package dev.weir.micro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.cli.Weir;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds docs/errors.md and the code to each other; in this module, which sees all connectors. */
class ErrorsDocumentTest {
  @Test
  void document_matchesTheCommandOutput() throws IOException {
    assertThat(HouseTest.ROOT.resolve("docs/errors.md"))
        .as("run: target/dist/bin/weir errors --markdown > docs/errors.md")
        .content()
        .isEqualTo(print("errors", "--markdown"));
  }

  @Test
  void codes_areDistinct() {
    List<String> codes = print("errors").lines().map(line -> line.split(" ", 2)[0]).toList();

    assertThat(codes).hasSizeGreaterThan(50).doesNotHaveDuplicates();
  }

  private static String print(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        Weir.execute(
            Arrays.copyOf(arguments, arguments.length),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(OutputStream.nullOutputStream()),
            Map.of());
    assertThat(code).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }
}
