package dev.weir.core.config;

import dev.weir.core.connector.SchemaEvolution;
import dev.weir.core.connector.WriteMode;
import dev.weir.core.connector.WriteOptions;
import java.util.List;

/** Reads the keys of {@code destination} that all connectors share. */
final class DestinationReader {
  private DestinationReader() {}

  static WriteOptions read(NodeSettings section) {
    WriteMode mode = section.choice("write_mode", WriteMode.APPEND);
    section.oneOf("on_data_error", "fail", "fail");
    WriteOptions defaults = WriteOptions.DEFAULTS;
    WriteOptions options =
        new WriteOptions(
            mode,
            section.choice("replace", defaults.replace()),
            section.choice("create", defaults.create()),
            section.flag("create_types", defaults.createTypes()),
            section.choice("on_receipt_mismatch", defaults.onReceiptMismatch()),
            evolution(section.section("schema_evolution")));
    if (mode != WriteMode.REPLACE && options.replace() != defaults.replace()) {
      section.reject("replace", "is for write_mode replace only; leave it out");
    }
    return options;
  }

  /** Reads the primary key of streams that do not specify their own. */
  static List<String> primaryKey(NodeSettings section, WriteMode mode, NameChecks names) {
    List<String> key = section.texts("primary_key");
    names.checkDistinct(section, "primary_key", key);
    if (section.has("primary_key") && mode != WriteMode.UPSERT) {
      section.reject("primary_key", "is for write_mode upsert only; leave it out");
    } else if (section.has("primary_key") && key.isEmpty()) {
      section.reject("primary_key", "names no column; allowed: one or more");
    }
    return key;
  }

  private static SchemaEvolution evolution(NodeSettings section) {
    SchemaEvolution defaults = SchemaEvolution.DEFAULTS;
    SchemaEvolution evolution =
        new SchemaEvolution(
            section.choice("new_column", defaults.newColumn()),
            section.choice("removed_column", defaults.removedColumn()),
            section.choice("nullability_change", defaults.nullabilityChange()));
    section.oneOf("type_change", "fail", "fail");
    section.rejectUnknownKeys();
    return evolution;
  }
}
