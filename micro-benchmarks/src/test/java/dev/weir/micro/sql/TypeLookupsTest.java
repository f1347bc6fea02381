package dev.weir.micro.sql;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.postgres.type.ColumnType;
import org.junit.jupiter.api.Test;

class TypeLookupsTest {
  private final ColumnType hit =
      TypeLookups.find(TypeLookups.TIMESTAMPTZ, "timestamp with time zone");
  private final ColumnType enumeration = TypeLookups.findEnum(TypeLookups.ENUM, "mood");
  private final ColumnType miss = TypeLookups.find(TypeLookups.NUMERIC, "numeric");

  @Test
  void check_foundTypes_passes() {
    assertThatCode(() -> TypeLookups.check(hit, enumeration, miss, "numeric"))
        .doesNotThrowAnyException();
  }

  @Test
  void check_otherTypes_areReported() {
    assertReported(enumeration, enumeration, miss, "the hit");
    assertReported(hit, hit, miss, "the enum");
    assertReported(hit, enumeration, hit, "the miss");
    assertReported(
        hit,
        enumeration,
        TypeLookups.find(TypeLookups.NUMERIC, "money"),
        "the miss finds its metadata");
  }

  private static void assertReported(
      ColumnType hit, ColumnType enumeration, ColumnType miss, String message) {
    assertThatThrownBy(() -> TypeLookups.check(hit, enumeration, miss, "numeric"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(message);
  }
}
