package dev.weir.bench.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What runs must have in common to be compared. Clock rates are not part of it, as they change by
 * the second.
 *
 * @param memoryMib total memory
 * @param kernel name and major version, such as {@code Linux 6}
 * @param jdk vendor and version of the JDK that is measured
 * @param facts what the connector adds, such as the version of its server, in the order of names
 */
public record Environment(
    String cpuModel,
    int cores,
    long memoryMib,
    String kernel,
    String jdk,
    Map<String, String> facts) {

  private static final List<String> OWN_FIELDS =
      List.of("cpu_model", "cores", "memory_mib", "kernel", "jdk");

  public Environment {
    for (String name : facts.keySet()) {
      if (OWN_FIELDS.contains(name)) {
        throw new IncompleteRecordException(
            "the connector's fact %s has the name of a field of the environment".formatted(name));
      }
    }
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
  }

  /** This environment with the connector's facts instead of those that it had. */
  public Environment withFacts(Map<String, String> connectorFacts) {
    return new Environment(cpuModel, cores, memoryMib, kernel, jdk, connectorFacts);
  }

  /** Parses the output of {@link #toJson}. */
  public static Environment parse(String json) {
    return of(Fields.parse(json));
  }

  static Environment of(Fields fields) {
    Fields others = new Fields(fields.json().deepCopy().remove(OWN_FIELDS));
    return new Environment(
        fields.text("cpu_model"),
        fields.smallCount("cores"),
        fields.count("memory_mib"),
        fields.text("kernel"),
        fields.text("jdk"),
        RecordedRunJson.facts(others));
  }

  public ObjectNode toJson() {
    ObjectNode json = Fields.object();
    json.put("cpu_model", cpuModel);
    json.put("cores", cores);
    json.put("memory_mib", memoryMib);
    json.put("kernel", kernel);
    json.put("jdk", jdk);
    facts.forEach(json::put);
    return json;
  }
}
