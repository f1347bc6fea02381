package dev.weir.micro.rules;

import dev.weir.rules.eql.parse.EqlCompiler;
import dev.weir.rules.eql.parse.EqlException;
import dev.weir.rules.eql.tree.EqlQuery;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.FieldType;

/** The event types and fields that the benchmarks' rules ask for. */
final class RuleFields {
  static final int PROCESS;
  static final int NETWORK;
  static final int FILE;

  /** For which no rule asks. */
  static final int CONFIGURATION;

  static final int USER;
  static final int PROCESS_NAME;
  static final int PROCESS_ID;
  static final int PARENT_NAME;
  static final int COMMAND_LINE;
  static final int PORT;
  static final int EXTENSION;

  static final EventSchema SCHEMA;

  static {
    EventSchema.Builder builder = EventSchema.builder();
    PROCESS = builder.type("process");
    NETWORK = builder.type("network");
    FILE = builder.type("file");
    CONFIGURATION = builder.type("configuration");
    USER = builder.field("user.name", FieldType.STRING);
    PROCESS_NAME = builder.field("process.name", FieldType.STRING);
    PROCESS_ID = builder.field("process.id", FieldType.I64);
    PARENT_NAME = builder.field("process.parent.name", FieldType.STRING);
    COMMAND_LINE = builder.field("process.command_line", FieldType.STRING);
    PORT = builder.field("destination.port", FieldType.I64);
    EXTENSION = builder.field("file.extension", FieldType.STRING);
    SCHEMA = builder.build();
  }

  private RuleFields() {}

  /** Returns the checked query of a text that is right. */
  static EqlQuery compile(String query) {
    try {
      return EqlCompiler.compile(query, SCHEMA);
    } catch (EqlException e) {
      throw new IllegalStateException(e);
    }
  }
}
