package dev.weir.micro.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ColumnIndexTest {
  private final ColumnIndex index = new ColumnIndex(100);

  @Test
  void check_bothMaps_passes() {
    assertThatCode(
            () -> {
              index.check("hash", index::find);
              index.check("immutable", index::findInImmutable);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void check_otherColumn_isReported() {
    assertThatThrownBy(
            () -> index.check("broken", name -> name.endsWith("_7") ? 8 : index.find(name)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The contenders disagree, so no time counts: broken finds customer_column_7 to be 8,"
                + " expected 7");
  }

  @Test
  void check_columnThatIsNotThere_isReported() {
    assertThatThrownBy(() -> index.check("broken", name -> index.find(name.replace("_old", ""))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expected -1");
  }

  @Test
  void keys_ofEqualIndexes_areEqual() {
    assertThat(index.keys(true)).isEqualTo(new ColumnIndex(100).keys(true));
  }
}
