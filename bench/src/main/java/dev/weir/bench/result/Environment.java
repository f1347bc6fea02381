package dev.weir.bench.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
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

  private static final double MIB_PER_GIB = 1024;
  private static final int KEY_BYTES = 5;
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

  public static Environment of(Fields fields) {
    Fields others = new Fields(fields.json().deepCopy().remove(OWN_FIELDS));
    return new Environment(
        fields.text("cpu_model"),
        fields.smallCount("cores"),
        fields.count("memory_mib"),
        fields.text("kernel"),
        fields.text("jdk"),
        RecordedRunJson.facts(others));
  }

  /**
   * The environment key: 10 hexadecimal digits that are equal for environments that can be
   * compared. Memory counts in whole GiB, as the kernel reserves an amount that varies by boot and
   * version.
   */
  public String key() {
    ObjectNode canonical = toJson();
    canonical.put("memory_mib", Math.round(memoryMib / MIB_PER_GIB));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(canonical.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
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
