package dev.weir.core.config;

import dev.weir.core.connector.SchemaEvolution;
import dev.weir.core.connector.WriteMode;
import dev.weir.core.connector.WriteOptions;

/** Reads what {@code destination} says of rows and tables, beside its connector's own settings. */
final class DestinationReader {
  private DestinationReader() {}

  static WriteOptions read(NodeSettings section) {
    WriteMode mode = writeMode(section);
    section.notInThisVersion("primary_key", "leave it out: it is for write_mode upsert");
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

  private static WriteMode writeMode(NodeSettings section) {
    if (section.optionalText("write_mode").filter("upsert"::equals).isPresent()) {
      section.reject("write_mode", "\"upsert\" is not in this version; allowed: append, replace");
      return WriteMode.APPEND;
    }
    return section.choice("write_mode", WriteMode.APPEND);
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
