package dev.weir.core.batch;

import dev.weir.core.error.EngineError;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The layout of a column, or of a child column; determined once per schema.
 *
 * @param path the names from the column to the child, separated by dots: {@code a.item}
 * @param nodes the number of field nodes, including those of children
 * @param buffers the number of buffers, including those of children
 */
record ColumnLayout(
    String path, Layout layout, List<ColumnLayout> children, int nodes, int buffers) {

  ColumnLayout(String path, Layout layout, List<ColumnLayout> children) {
    this(
        path,
        layout,
        List.copyOf(children),
        1 + nodes(children),
        layout.buffers() + buffers(children));
  }

  /**
   * Returns the layouts of the columns of a schema.
   *
   * @throws WeirException of kind SCHEMA if a column is not supported
   */
  static List<ColumnLayout> of(Schema schema) {
    return schema.getFields().stream().map(field -> of(field.getName(), field)).toList();
  }

  /** Returns the number of field nodes, including those of children. */
  static int nodes(List<ColumnLayout> columns) {
    return columns.stream().mapToInt(ColumnLayout::nodes).sum();
  }

  /** Returns the number of buffers, including those of children. */
  static int buffers(List<ColumnLayout> columns) {
    return columns.stream().mapToInt(ColumnLayout::buffers).sum();
  }

  private static ColumnLayout of(String path, Field field) {
    Layout layout = supportedLayout(path, field);
    List<ColumnLayout> children = new ArrayList<>();
    for (Field child : field.getChildren()) {
      children.add(of(path + "." + child.getName(), child));
    }
    return new ColumnLayout(path, layout, children);
  }

  private static Layout supportedLayout(String path, Field field) {
    if (field.getDictionary() != null) {
      throw unsupported(path, "is dictionary-encoded");
    }
    String type = "has the Arrow type " + field.getType();
    Layout layout = layout(field.getType()).orElseThrow(() -> unsupported(path, type));
    if (!isBounded(field, layout)) {
      throw unsupported(path, type + " with zero-width values");
    }
    if (!hasValidChildren(field, layout)) {
      throw unsupported(path, type + " with the children " + field.getChildren());
    }
    return layout;
  }

  private static Optional<Layout> layout(ArrowType type) {
    try {
      return Layout.of(type);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Returns whether the buffers of a message bound the number of values. */
  private static boolean isBounded(Field field, Layout layout) {
    if (field.getType() instanceof ArrowType.FixedSizeBinary binary) {
      return binary.getByteWidth() > 0;
    }
    if (field.getType() instanceof ArrowType.FixedSizeList list) {
      return list.getListSize() > 0;
    }
    return layout != Layout.STRUCT || !field.getChildren().isEmpty();
  }

  /** Returns whether an Arrow vector of the type accepts these children. */
  private static boolean hasValidChildren(Field field, Layout layout) {
    return switch (layout) {
      case NULL, BOOLEAN, FIXED_WIDTH, VARIABLE_WIDTH, LARGE_VARIABLE_WIDTH ->
          field.getChildren().isEmpty();
      case LIST, LARGE_LIST, FIXED_SIZE_LIST ->
          field.getChildren().size() == 1 && (!isMap(field) || isMapOfEntries(field));
      case STRUCT -> hasDistinctNames(field.getChildren());
    };
  }

  private static boolean isMap(Field field) {
    return field.getType() instanceof ArrowType.Map;
  }

  private static boolean isMapOfEntries(Field map) {
    Field entries = map.getChildren().get(0);
    return entries.getType() instanceof ArrowType.Struct
        && !entries.isNullable()
        && entries.getChildren().size() == 2
        && !entries.getChildren().get(0).isNullable();
  }

  private static boolean hasDistinctNames(List<Field> fields) {
    Set<String> names = new HashSet<>();
    return fields.stream().allMatch(field -> names.add(field.getName()));
  }

  private static WeirException unsupported(String path, String reason) {
    return WeirException.of(
        EngineError.ARROW_TYPE,
        Place.of(Side.SOURCE).inColumn(path),
        "Column %s %s, which is not supported".formatted(path, reason));
  }
}
