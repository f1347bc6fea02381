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

  private static final Subject COPY = new Subject("fake", "copy", 100, false);

  @TempDir Path directory;

  @Test
  void ofEnvironment_takesTheListedFactsOnly() {
    assertThat(SetupFacts.ofEnvironment(FACTS, List.of("server", "missing")))
        .isEqualTo(Map.of("server", "9.1"));
  }

  @Test
  void expect_sameRowsAndDigest_isCorrect() {
    assertThatCode(() -> SetupFacts.expect(FACTS, COPY, new TargetDigest(100, "c0ffee")))
        .doesNotThrowAnyException();
  }

  @Test
  void expect_otherRowsOrDigest_isACorrectnessFailureWithBoth() {
    assertThatThrownBy(() -> SetupFacts.expect(FACTS, COPY, new TargetDigest(99, "c0ffee")))
        .isInstanceOf(CorrectnessException.class)
        .hasMessageContaining(
            "the target holds 99 rows with digest c0ffee; the source holds 100 rows with digest"
                + " c0ffee");
    assertThatThrownBy(() -> SetupFacts.expect(FACTS, COPY, new TargetDigest(100, "bad")))
        .isInstanceOf(CorrectnessException.class);
  }

  @Test
  void expect_factsWithoutADigest_sayWhatIsMissing() {
    assertThatThrownBy(() -> SetupFacts.expect(Map.of(), COPY, new TargetDigest(100, "c0ffee")))
        .isInstanceOf(IncompleteRecordException.class)
        .hasMessageContaining("the facts of setup.sh need rows and digest");
    Map<String, String> rowsOnly = Map.of("rows", "100");
    assertThatThrownBy(() -> SetupFacts.expect(rowsOnly, COPY, new TargetDigest(100, "c0ffee")))
        .isInstanceOf(IncompleteRecordException.class)
        .hasMessage("the facts of setup.sh need both rows, a whole number, and digest");
  }

  @Test
  void target_ofAModeWithItsOwn_isThatWithAndWithoutTheCache() {
    Map<String, String> facts =
        Map.of("rows", "100", "digest", "c0ffee", "count.rows", "7", "count.digest", "bad");
    assertThat(SetupFacts.target(facts, COPY)).isEmpty();
    for (String mode : List.of("count", "count-no-aot")) {
      Subject count = new Subject("fake", mode, 100, false);
      assertThat(SetupFacts.target(facts, count)).contains(new TargetDigest(7, "bad"));
      assertThatCode(() -> SetupFacts.expect(facts, count, new TargetDigest(7, "bad")))
          .doesNotThrowAnyException();
      assertThatThrownBy(() -> SetupFacts.expect(facts, count, new TargetDigest(100, "c0ffee")))
          .isInstanceOf(CorrectnessException.class)
          .hasMessageContaining(
              "the target holds 100 rows with digest c0ffee; the mode leaves 7 rows with digest bad");
    }
  }

  @Test
  void target_withoutADigest_isNamed() {
    assertThatThrownBy(() -> SetupFacts.target(Map.of("copy.rows", "7"), COPY))
        .isInstanceOf(IncompleteRecordException.class)
        .hasMessage("the facts of setup.sh need both copy.rows, a whole number, and copy.digest");
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
