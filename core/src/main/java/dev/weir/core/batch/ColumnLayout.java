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
 * The layout of a column, or of a child of one; decided once per schema.
 *
 * @param path the column's name, followed by the names of children, joined by dots: {@code a.item}
 */
record ColumnLayout(String path, Layout layout, List<ColumnLayout> children) {

  ColumnLayout {
    children = List.copyOf(children);
  }

  /**
   * The layouts of a schema's columns.
   *
   * @throws WeirException of kind SCHEMA where the codec does not support a column; it names the
   *     column and the reason
   */
  static List<ColumnLayout> of(Schema schema) {
    return schema.getFields().stream().map(field -> of(field.getName(), field)).toList();
  }

  /** The nodes of a list of columns, each with its children. */
  static int nodes(List<ColumnLayout> columns) {
    return columns.stream().mapToInt(column -> 1 + nodes(column.children)).sum();
  }

  /** The buffers of a list of columns, each with those of its children. */
  static int buffers(List<ColumnLayout> columns) {
    return columns.stream()
        .mapToInt(column -> column.layout.buffers() + buffers(column.children))
        .sum();
  }

  private static ColumnLayout of(String path, Field field) {
    Layout layout = supported(path, field);
    List<ColumnLayout> children = new ArrayList<>();
    for (Field child : field.getChildren()) {
      children.add(of(path + "." + child.getName(), child));
    }
    return new ColumnLayout(path, layout, children);
  }

  private static Layout supported(String path, Field field) {
    if (field.getDictionary() != null) {
      throw unsupported(path, "is dictionary-encoded");
    }
    String type = "has the Arrow type " + field.getType();
    Layout layout = layout(field.getType()).orElseThrow(() -> unsupported(path, type));
    if (!hasBytes(field, layout)) {
      throw unsupported(path, type + ", whose values take no bytes");
    }
    if (!hasItsChildren(field, layout)) {
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

  /** Whether the buffers of a message bound the number of values. */
  private static boolean hasBytes(Field field, Layout layout) {
    if (field.getType() instanceof ArrowType.FixedSizeBinary binary) {
      return binary.getByteWidth() > 0;
    }
    if (field.getType() instanceof ArrowType.FixedSizeList list) {
      return list.getListSize() > 0;
    }
    return layout != Layout.STRUCT || !field.getChildren().isEmpty();
  }

  /** Whether Arrow's vector takes these children, each once. */
  private static boolean hasItsChildren(Field field, Layout layout) {
    return switch (layout) {
      case NULL, BOOLEAN, FIXED_WIDTH, VARIABLE_WIDTH, LARGE_VARIABLE_WIDTH ->
          field.getChildren().isEmpty();
      case LIST, LARGE_LIST, FIXED_SIZE_LIST ->
          field.getChildren().size() == 1 && (!isMap(field) || isMapOfEntries(field));
      case STRUCT -> namesDiffer(field.getChildren());
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

  private static boolean namesDiffer(List<Field> fields) {
    Set<String> names = new HashSet<>();
    return fields.stream().allMatch(field -> names.add(field.getName()));
  }

  private static WeirException unsupported(String path, String reason) {
    return WeirException.of(
        EngineError.ARROW_TYPE,
        Place.of(Side.SOURCE).inColumn(path),
        "Column %s %s, which batches do not support".formatted(path, reason));
  }
}
