package dev.weir.bench.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

  private static final double MIB_PER_GIB = 1024;
  private static final int KEY_BYTES = 5;

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
    postgres.ifPresent(version -> json.put("postgres", version));
    return json;
  }
}
