package dev.weir.rules.schema;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.CRC32C;

/** The registry of fields and event types. Ids are consecutive from 1. */
public final class EventSchema {
  /** Bounds the arrays that are indexed by field id. */
  public static final int FIELDS_MAX = 65_535;

  private final Map<String, Field> fieldsByPath;
  private final List<Field> fields;
  private final Map<String, EventType> typesByName;
  private final List<EventType> types;
  private final Map<String, String> unreadable;

  private EventSchema(
      Map<String, Field> fields, Map<String, EventType> types, Map<String, String> unreadable) {
    this.unreadable = Map.copyOf(unreadable);
    this.fieldsByPath = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    this.fields = List.copyOf(fields.values());
    this.typesByName = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    this.types = List.copyOf(types.values());
  }

  public Optional<Field> field(String path) {
    return Optional.ofNullable(fieldsByPath.get(path));
  }

  /** Returns the field with an id of this schema. */
  public Field field(int id) {
    return fields.get(id - 1);
  }

  /** Returns all fields, by id. */
  public List<Field> fields() {
    return fields;
  }

  /** Returns the type of a column that cannot be a field. */
  public Optional<String> unreadable(String path) {
    return Optional.ofNullable(unreadable.get(path));
  }

  public Collection<String> fieldPaths() {
    return fieldsByPath.keySet();
  }

  public Optional<EventType> type(String name) {
    return Optional.ofNullable(typesByName.get(name));
  }

  /** Returns all event types, by id. */
  public List<EventType> types() {
    return types;
  }

  public Collection<String> typeNames() {
    return typesByName.keySet();
  }

  /** Returns the name of a type; that of {@link EventType#ANY} is {@code any}. */
  public String typeName(int id) {
    return id == EventType.ANY ? EventType.ANY_NAME : types.get(id - 1).name();
  }

  /**
   * Returns whether a query for a type matches events of another: {@link EventType#ANY} matches
   * all, another type matches itself and its descendants.
   */
  public boolean matches(int queried, int actual) {
    if (queried == EventType.ANY) {
      return true;
    }
    int type = actual;
    while (type != EventType.ANY && type != queried) {
      type = types.get(type - 1).parent().orElse(EventType.ANY);
    }
    return type == queried;
  }

  /** Returns a digest of the ids, names and types of all fields and event types. */
  public int digest() {
    StringBuilder text = new StringBuilder();
    for (Field field : fields) {
      text.append(field.path()).append('\n').append(field.type()).append('\n');
    }
    text.append('\n');
    for (EventType type : types) {
      text.append(type.name()).append('\n');
      type.parent().ifPresent(text::append);
      text.append('\n');
    }
    CRC32C digest = new CRC32C();
    digest.update(text.toString().getBytes(StandardCharsets.UTF_8));
    return (int) digest.getValue();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Registers fields and types, each once. */
  public static final class Builder {
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Map<String, EventType> types = new LinkedHashMap<>();
    private final Map<String, String> unreadable = new LinkedHashMap<>();

    private Builder() {}

    /** Registers what another schema has, under the same ids; called first. */
    public Builder copy(EventSchema other) {
      fields.putAll(other.fieldsByPath);
      types.putAll(other.typesByName);
      unreadable.putAll(other.unreadable);
      return this;
    }

    /** Notes a column that cannot be a field, and its type, for error messages. */
    public void unreadable(String path, String type) {
      unreadable.put(path, type);
    }

    /**
     * Registers a field.
     *
     * @return its id
     * @throws IllegalArgumentException if the path is empty, has an empty part or is registered, or
     *     if there are too many fields
     */
    public int field(String path, FieldType type) {
      if (path.isEmpty() || List.of(path.split("\\.", -1)).contains("")) {
        throw new IllegalArgumentException("The field path \"" + path + "\" has an empty part");
      }
      if (fields.size() == FIELDS_MAX) {
        throw new IllegalArgumentException("There are more than " + FIELDS_MAX + " fields");
      }
      Field field = new Field(fields.size() + 1, path, type);
      if (fields.putIfAbsent(path, field) != null) {
        throw new IllegalArgumentException("The field " + path + " is registered twice");
      }
      return field.id();
    }

    /**
     * Registers an event type without a parent; arguments, result and errors are those of {@link
     * #type(String, String)}.
     */
    public int type(String name) {
      return register(name, OptionalInt.empty());
    }

    /**
     * Registers an event type.
     *
     * @param parent a type that is registered before
     * @return its id
     * @throws IllegalArgumentException if the name is empty, {@code any} or registered, or if the
     *     parent is not registered
     */
    public int type(String name, String parent) {
      EventType found = types.get(parent);
      if (found == null) {
        throw new IllegalArgumentException(
            "The parent " + parent + " of the event type " + name + " is not registered before it");
      }
      return register(name, OptionalInt.of(found.id()));
    }

    /** Registers a type of another schema by its name and that of its parent. */
    public void type(EventType type, EventSchema of) {
      if (type.parent().isPresent()) {
        type(type.name(), of.typeName(type.parent().getAsInt()));
      } else {
        type(type.name());
      }
    }

    private int register(String name, OptionalInt parent) {
      if (name.isEmpty() || name.equals(EventType.ANY_NAME)) {
        throw new IllegalArgumentException(
            "\"" + name + "\" cannot be the name of an event type; any stands for all types");
      }
      EventType type = new EventType(types.size() + 1, name, parent);
      if (types.putIfAbsent(name, type) != null) {
        throw new IllegalArgumentException("The event type " + name + " is registered twice");
      }
      return type.id();
    }

    /** Returns the schema; the builder can be used further. */
    public EventSchema build() {
      return new EventSchema(new LinkedHashMap<>(fields), new LinkedHashMap<>(types), unreadable);
    }
  }
}
