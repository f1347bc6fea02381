package dev.weir.core.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** docs/run-record.schema.json, the schema that all producers of run records share. */
final class RunRecordSchema {
  private static final Path FILE = Path.of("../docs/run-record.schema.json");

  private RunRecordSchema() {}

  static List<Error> errors(String line) throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(FILE), InputFormat.JSON)
        .validate(line, InputFormat.JSON);
  }

  /** The names of all fields, in the order of the schema. */
  static List<String> fields() throws IOException {
    List<String> names = new ArrayList<>();
    new ObjectMapper()
        .readTree(FILE.toFile())
        .get("properties")
        .fieldNames()
        .forEachRemaining(names::add);
    return names;
  }
}
