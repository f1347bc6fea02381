package dev.weir.micro;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CopyFixtureTest {

  @ParameterizedTest
  @CsvSource({"NARROW, 1", "NARROW, 513", "WIDE, 1", "WIDE, 513", "WIDE, 3000"})
  void open_anyRows_passesTheGate(CopyShape shape, int rows) throws SQLException {
    new CopyFixture(shape, rows).close();
  }

  @ParameterizedTest
  @EnumSource
  void open_decodersThatDiffer_isRefused(CopyShape shape) {
    List<byte[]> altered = shape.rows(700);
    byte[] row = altered.get(600);
    row[row.length - 1] ^= 1;

    assertThatThrownBy(() -> new CopyFixture(shape, altered, shape.rows(700)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("in row 600");
  }
}
