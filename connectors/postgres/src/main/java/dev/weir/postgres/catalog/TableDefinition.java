package dev.weir.postgres.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/**
 * Constraints, indexes and user-defined types of a table, as the server prints them. They are
 * transferred as metadata of the stream's schema to create the target table.
 */
public record TableDefinition(
    List<Constraint> constraints, List<Index> indexes, List<UserType> types) {
  public static final TableDefinition NONE = new TableDefinition(List.of(), List.of(), List.of());

  private static final String METADATA_KEY = "weir.postgres.table";
  private static final ObjectMapper JSON = new ObjectMapper();

  public TableDefinition {
    constraints = List.copyOf(constraints);
    indexes = List.copyOf(indexes);
    types = List.copyOf(types);
  }

  /**
   * A constraint.
   *
   * @param kind pg_constraint.contype: p, u, c or x
   * @param columns all referenced columns
   * @param definition as returned by pg_get_constraintdef: {@code PRIMARY KEY (id)}
   */
  public record Constraint(String kind, String name, List<String> columns, String definition) {
    public Constraint {
      columns = List.copyOf(columns);
    }

    @JsonIgnore
    public boolean isPrimaryKey() {
      return kind.equals("p");
    }

    @JsonIgnore
    public boolean isKey() {
      return isPrimaryKey() || kind.equals("u");
    }
  }

  /**
   * An index without a constraint.
   *
   * @param columns all referenced columns, including those of expressions and the predicate
   * @param definition the text after {@code USING} in its definition: {@code btree (a, b)}
   */
  public record Index(String name, boolean unique, List<String> columns, String definition) {
    public Index {
      columns = List.copyOf(columns);
    }
  }

  /**
   * A user-defined type.
   *
   * @param kind pg_type.typtype: e for an enum, d for a domain, c for a composite type
   * @param parts an enum's labels, a domain's CHECK constraints, or a composite type's attributes
   *     with their types
   * @param base a domain's base type; empty for other kinds
   * @param notNull whether a domain is NOT NULL
   */
  public record UserType(
      String kind, String schema, String name, List<String> parts, String base, boolean notNull) {
    public UserType {
      parts = List.copyOf(parts);
    }
  }

  /** Returns metadata for an Arrow schema. */
  public Map<String, String> toMetadata() {
    try {
      return Map.of(METADATA_KEY, JSON.writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads an Arrow schema's metadata; returns {@link #NONE} if the key is absent. */
  public static TableDefinition of(Map<String, String> metadata) {
    String json = metadata.get(METADATA_KEY);
    if (json == null) {
      return NONE;
    }
    try {
      return JSON.readValue(json, TableDefinition.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Invalid schema metadata " + METADATA_KEY, e);
    }
  }
}
