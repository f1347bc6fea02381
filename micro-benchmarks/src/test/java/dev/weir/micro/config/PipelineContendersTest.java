package dev.weir.micro.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PipelineContendersTest {
  @Test
  void check_ownPipeline_passes() throws IOException {
    try (PipelineContenders document = PipelineContenders.of(PipelineDocument.of(100))) {
      assertThatCode(() -> document.check(document.read())).doesNotThrowAnyException();
      assertThat(document.countProblems()).isZero();
      assertThat(document.parseEvents()).isGreaterThan(1_000);
    }
  }

  @Test
  void check_missingStream_isReported() throws IOException {
    assertReported(PipelineDocument.of(2), "weir finds the number of streams to be 2, expected 3");
  }

  @Test
  void check_otherColumns_areReported() throws IOException {
    assertReported(PipelineDocument.of(3).replace("customer_id, ", ""), "sales_region_1's columns");
  }

  @Test
  void check_otherCursor_isReported() throws IOException {
    assertReported(
        PipelineDocument.of(3).replace("cursor_field: updated_at", "cursor_field: created_at"),
        "sales_region_0's cursor");
  }

  @Test
  void misspelled_eachStream_isReported() throws IOException {
    try (PipelineContenders document = PipelineContenders.of(PipelineDocument.misspelled(10))) {
      assertThat(document.countProblems()).isGreaterThanOrEqualTo(10);
    }
  }

  /** Holds the pipeline of another document against one of three streams. */
  private static void assertReported(String other, String message) throws IOException {
    try (PipelineContenders document = PipelineContenders.of(PipelineDocument.of(3));
        PipelineContenders broken = PipelineContenders.of(other)) {
      assertThatThrownBy(() -> document.check(broken.read()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(message);
    }
  }
}
