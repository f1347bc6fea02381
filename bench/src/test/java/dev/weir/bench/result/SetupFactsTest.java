package dev.weir.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupFactsTest {
  private static final Map<String, String> FACTS =
      Map.of("rows", "100", "digest", "c0ffee", "server", "9.1");

  @TempDir Path directory;

  @Test
  void ofEnvironment_takesTheListedFactsOnly() {
    assertThat(SetupFacts.ofEnvironment(FACTS, List.of("server", "missing")))
        .isEqualTo(Map.of("server", "9.1"));
  }

  @Test
  void expect_sameRowsAndDigest_isCorrect() {
    assertThatCode(() -> SetupFacts.expect(FACTS, new TargetDigest(100, "c0ffee")))
        .doesNotThrowAnyException();
  }

  @Test
  void expect_otherRowsOrDigest_isACorrectnessFailureWithBoth() {
    assertThatThrownBy(() -> SetupFacts.expect(FACTS, new TargetDigest(99, "c0ffee")))
        .isInstanceOf(CorrectnessException.class)
        .hasMessageContaining(
            "the target holds 99 rows with digest c0ffee; the source holds 100 rows");
    assertThatThrownBy(() -> SetupFacts.expect(FACTS, new TargetDigest(100, "bad")))
        .isInstanceOf(CorrectnessException.class);
  }

  @Test
  void expect_factsWithoutADigest_sayWhatIsMissing() {
    assertThatThrownBy(() -> SetupFacts.expect(Map.of(), new TargetDigest(100, "c0ffee")))
        .isInstanceOf(IncompleteRecordException.class)
        .hasMessageContaining("the facts of setup.sh need rows and digest");
  }

  @Test
  void contentDigest_missingOrBrokenFile_isNamed() throws IOException {
    Path file = directory.resolve("target.json");
    assertThatThrownBy(() -> TargetDigest.read(file))
        .hasMessage("verify.sh wrote no digest to BENCH_TARGET");
    Files.writeString(file, "{\"rows\": 5}");
    assertThatThrownBy(() -> TargetDigest.read(file))
        .hasMessage("the digest of verify.sh: field digest is missing");
  }
}
