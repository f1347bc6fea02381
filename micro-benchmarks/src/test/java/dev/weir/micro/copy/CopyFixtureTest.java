package dev.weir.micro.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CopyFixtureTest {

  @ParameterizedTest
  @EnumSource
  void open_eachShape_passesTheGate(CopyShape shape) throws SQLException {
    new CopyFixture(shape, 700).close();
  }

  @ParameterizedTest
  @CsvSource({"NARROW, 1", "NARROW, 513", "WIDE, 1", "WIDE, 513", "WIDE, 3072"})
  void open_anyRows_passesTheGate(CopyShape shape, int rows) throws SQLException {
    new CopyFixture(shape, rows).close();
  }

  @Test
  void open_rowsThatLeaveABatchPartlyFilled_areRefused() {
    assertThatThrownBy(() -> new CopyFixture(CopyShape.NARROW, 1_500))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows is 1500, expected less than 1024 or a multiple of it");
  }

  @ParameterizedTest
  @EnumSource
  void open_decodersThatDiffer_isRefused(CopyShape shape) {
    List<byte[]> altered = shape.rows(700);
    altered.set(600, altered.get(603));

    assertThatThrownBy(() -> new CopyFixture(shape, altered, shape.rows(700)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("in row 600 to be ");
  }

  /** The rows of the fixtures' tables have about 121 and 410 bytes. */
  @Test
  void rows_bytes_areThoseOfTheFixtures() {
    assertThat(meanBytes(CopyShape.NARROW)).isBetween(115.0, 125.0);
    assertThat(meanBytes(CopyShape.WIDE)).isBetween(280.0, 480.0);
  }

  private static double meanBytes(CopyShape shape) {
    return shape.rows(1_000).stream().mapToInt(row -> row.length).average().orElseThrow();
  }
}
