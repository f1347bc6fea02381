package dev.weir.micro.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDocumentTest {

  /** The gate is in the constructor. */
  @ParameterizedTest
  @ValueSource(ints = {200, 2_000, 45_000})
  void create_eachSize_passesAndHasRowsOfThatSize(int rowBytes) throws IOException {
    try (JsonDocument document = JsonDocument.ofRowBytes(rowBytes)) {
      assertThat((double) document.lines.length / document.rows.size())
          .isBetween(0.75 * rowBytes, 1.25 * rowBytes);
      assertThat(document.batch.rows()).isEqualTo(document.rows.size());
    }
  }

  @Test
  void check_otherItem_isReported() throws IOException {
    try (JsonDocument document = new JsonDocument(JsonRow.rows(3, 400))) {
      List<JsonRow> found = new ArrayList<>(document.rows);
      JsonRow row = found.get(2);
      found.set(
          2,
          new JsonRow(
              row.id(),
              row.name(),
              row.amount(),
              row.active(),
              row.createdAt(),
              row.items().subList(1, row.items().size())));

      assertThatThrownBy(() -> document.check("broken", found))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("broken finds row 2 to be");
    }
  }

  @Test
  void check_missingRow_isReported() throws IOException {
    try (JsonDocument document = new JsonDocument(JsonRow.rows(3, 400))) {
      assertThatThrownBy(() -> document.check("broken", document.rows.subList(0, 2)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the number of rows to be 2, expected 3");
    }
  }

  @Test
  void rows_ofEqualSizes_areEqual() {
    assertThat(JsonRow.rows(10, 2_000)).isEqualTo(JsonRow.rows(10, 2_000));
  }
}
