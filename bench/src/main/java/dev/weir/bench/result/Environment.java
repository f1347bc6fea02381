package dev.weir.bench.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What runs must have in common to be compared. Clock rates are not part of it, as they change by
 * the second.
 *
 * @param memoryMib total memory
 * @param kernel name and major version, such as {@code Linux 6}
 * @param jdk vendor and version of the JDK that is measured
 * @param postgres version of the server; empty where the connector has none
 */
public record Environment(
    String cpuModel,
    int cores,
    long memoryMib,
    String kernel,
    String jdk,
    Optional<String> postgres) {

  public Environment withPostgres(Optional<String> version) {
    return new Environment(cpuModel, cores, memoryMib, kernel, jdk, version);
  }

  /** Parses the output of {@link #toJson}. */
  public static Environment parse(String json) {
    return of(Fields.parse(json));
  }

  static Environment of(Fields fields) {
    return new Environment(
        fields.text("cpu_model"),
        fields.smallCount("cores"),
        fields.count("memory_mib"),
        fields.text("kernel"),
        fields.text("jdk"),
        fields.optionalText("postgres"));
  }

  public ObjectNode toJson() {
    ObjectNode json = Fields.object();
    json.put("cpu_model", cpuModel);
    json.put("cores", cores);
    json.put("memory_mib", memoryMib);
    json.put("kernel", kernel);
    json.put("jdk", jdk);
    postgres.ifPresent(version -> json.put("postgres", version));
    return json;
  }
}
