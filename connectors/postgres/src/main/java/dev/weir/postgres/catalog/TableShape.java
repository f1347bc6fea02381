package dev.weir.postgres.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/**
 * What belongs to a table beside its columns, in the server's own words; travels with the stream's
 * schema, so that a target can be made like it.
 */
public record TableShape(List<Constraint> constraints, List<Index> indexes, List<UserType> types) {
  public static final TableShape NONE = new TableShape(List.of(), List.of(), List.of());

  private static final String METADATA_KEY = "weir.postgres.shape";
  private static final ObjectMapper JSON = new ObjectMapper();

  public TableShape {
    constraints = List.copyOf(constraints);
    indexes = List.copyOf(indexes);
    types = List.copyOf(types);
  }

  /**
   * A constraint.
   *
   * @param kind pg_constraint.contype: p, u, c or x
   * @param columns all that it refers to
   * @param definition as pg_get_constraintdef gives it: {@code PRIMARY KEY (id)}
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
   * An index that belongs to no constraint.
   *
   * @param columns all that it refers to, in expressions and its predicate, too
   * @param definition what follows {@code USING} in its definition: {@code btree (a, b)}
   */
  public record Index(String name, boolean unique, List<String> columns, String definition) {
    public Index {
      columns = List.copyOf(columns);
    }
  }

  /**
   * A type that is not the server's own.
   *
   * @param kind pg_type.typtype: e for an enum, d for a domain, c for a composite
   * @param parts an enum's labels, a domain's CHECK definitions, a composite's attributes, each
   *     with its type
   * @param base a domain's type; empty for others
   * @param notNull whether a domain is NOT NULL
   */
  public record UserType(
      String kind, String schema, String name, List<String> parts, String base, boolean notNull) {
    public UserType {
      parts = List.copyOf(parts);
    }
  }

  /** As metadata of an Arrow schema. */
  public Map<String, String> toMetadata() {
    try {
      return Map.of(METADATA_KEY, JSON.writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From an Arrow schema's metadata; {@link #NONE} where it tells nothing. */
  public static TableShape of(Map<String, String> metadata) {
    String json = metadata.get(METADATA_KEY);
    if (json == null) {
      return NONE;
    }
    try {
      return JSON.readValue(json, TableShape.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The schema's metadata describes no table", e);
    }
  }
}
