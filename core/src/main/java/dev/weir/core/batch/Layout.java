package dev.weir.core.batch;

import java.util.Optional;
import org.apache.arrow.vector.types.Types;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * The physical layouts that the codec supports. All except {@link #NULL} start with a validity
 * bitmap. Source: Arrow columnar format 1.5, "Physical memory layout".
 */
enum Layout {
  /** No buffers: all values are null. */
  NULL(0),
  /** Validity, one-bit values. */
  BOOLEAN(2),
  /** Validity, values of one or more bytes. */
  FIXED_WIDTH(2),
  /** Validity, 32-bit offsets, data. */
  VARIABLE_WIDTH(3),
  /** Validity, 64-bit offsets, data. */
  LARGE_VARIABLE_WIDTH(3),
  /** Validity, 32-bit offsets; one child. Also used for maps. */
  LIST(2),
  /** Validity, 64-bit offsets; one child. */
  LARGE_LIST(2),
  /** Validity; one child with list-size times as many values. */
  FIXED_SIZE_LIST(1),
  /** Validity; children with the same number of values. */
  STRUCT(1);

  private final int buffers;

  Layout(int buffers) {
    this.buffers = buffers;
  }

  /** Returns the number of buffers, without those of children. */
  int buffers() {
    return buffers;
  }

  /**
   * Returns the layout of a type; empty if it is not supported: unions, views, run-end encoding and
   * registered extension types.
   *
   * @throws IllegalArgumentException if Arrow has no vector for the type, such as a 24-bit integer
   */
  static Optional<Layout> of(ArrowType type) {
    return switch (Types.getMinorTypeForArrowType(type)) {
      case NULL -> Optional.of(NULL);
      case BIT -> Optional.of(BOOLEAN);
      case TINYINT,
          SMALLINT,
          INT,
          BIGINT,
          UINT1,
          UINT2,
          UINT4,
          UINT8,
          FLOAT2,
          FLOAT4,
          FLOAT8,
          DECIMAL,
          DECIMAL256,
          DATEDAY,
          DATEMILLI,
          TIMESEC,
          TIMEMILLI,
          TIMEMICRO,
          TIMENANO,
          TIMESTAMPSEC,
          TIMESTAMPMILLI,
          TIMESTAMPMICRO,
          TIMESTAMPNANO,
          TIMESTAMPSECTZ,
          TIMESTAMPMILLITZ,
          TIMESTAMPMICROTZ,
          TIMESTAMPNANOTZ,
          INTERVALYEAR,
          INTERVALDAY,
          INTERVALMONTHDAYNANO,
          DURATION,
          FIXEDSIZEBINARY ->
          Optional.of(FIXED_WIDTH);
      case VARCHAR, VARBINARY -> Optional.of(VARIABLE_WIDTH);
      case LARGEVARCHAR, LARGEVARBINARY -> Optional.of(LARGE_VARIABLE_WIDTH);
      case LIST, MAP -> Optional.of(LIST);
      case LARGELIST -> Optional.of(LARGE_LIST);
      case FIXED_SIZE_LIST -> Optional.of(FIXED_SIZE_LIST);
      case STRUCT -> Optional.of(STRUCT);
      case UNION,
          DENSEUNION,
          VIEWVARCHAR,
          VIEWVARBINARY,
          LISTVIEW,
          LARGELISTVIEW,
          RUNENDENCODED,
          EXTENSIONTYPE ->
          Optional.empty();
    };
  }
}
