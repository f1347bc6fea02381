package dev.weir.core.config;

import dev.weir.core.connector.WriteMode;

/** Reads what {@code destination} says of rows and columns, beside its connector's own settings. */
final class DestinationReader {
  private DestinationReader() {}

  static WriteMode writeMode(NodeSettings section) {
    WriteMode writeMode = WriteMode.APPEND;
    if (section.optionalText("write_mode").filter("upsert"::equals).isPresent()) {
      section.reject("write_mode", "\"upsert\" is not in this version; allowed: append, replace");
    } else {
      writeMode = section.choice("write_mode", WriteMode.APPEND);
    }
    section.notInThisVersion("primary_key", "leave it out: it is for write_mode upsert");
    section.oneOf("on_data_error", "fail", "fail");
    NodeSettings evolution = section.section("schema_evolution");
    evolution.oneOf("new_column", "add", "add");
    evolution.oneOf("removed_column", "ignore", "ignore");
    evolution.oneOf("type_change", "fail", "fail");
    evolution.oneOf("nullability_change", "allow", "allow");
    evolution.rejectUnknownKeys();
    return writeMode;
  }
}
