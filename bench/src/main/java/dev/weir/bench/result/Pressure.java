package dev.weir.bench.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Pressure stall information of the machine while a process ran: the shares of time, 0 to 1, in
 * which some task waited for a resource. The benchmark's own tasks count, too. Each is empty where
 * the kernel does not report it, see the kernel's documentation, accounting/psi.
 */
public record Pressure(Optional<Double> cpu, Optional<Double> io, Optional<Double> memory) {
  /** Of a kernel without it. */
  public static final Pressure UNKNOWN =
      new Pressure(Optional.empty(), Optional.empty(), Optional.empty());

  /** Of a process that has ended. */
  static Pressure of(ProcessAccount process) {
    return new Pressure(
        process.pressureShare("cpu"), process.pressureShare("io"), process.pressureShare("memory"));
  }

  static Pressure of(Fields fields) {
    return new Pressure(
        fields.optionalAmount("cpu"), fields.optionalAmount("io"), fields.optionalAmount("memory"));
  }

  ObjectNode toJson() {
    ObjectNode json = Fields.object();
    cpu.ifPresent(value -> json.put("cpu", value));
    io.ifPresent(value -> json.put("io", value));
    memory.ifPresent(value -> json.put("memory", value));
    return json;
  }
}
