package dev.weir.bench.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What may have disturbed a process. Each is empty where the system does not report it.
 *
 * @param loadAverage runnable threads over the minute before the process started
 * @param governor CPU frequency governor, such as {@code performance}
 * @param stealShare CPU steal while the process ran: the share of time, 0 to 1, that the hypervisor
 *     gave to other guests
 * @param otherCpuShare share of all cores, 0 to 1, that was busy right before the process, while
 *     nothing of the benchmark but its idle server ran
 * @param pressure of the machine while the process ran
 */
public record Noise(
    Optional<Double> loadAverage,
    Optional<String> governor,
    Optional<Double> stealShare,
    Optional<Double> otherCpuShare,
    Pressure pressure) {

  /** Noise without a share of others and pressure, as in lines of version 1. */
  public Noise(
      Optional<Double> loadAverage, Optional<String> governor, Optional<Double> stealShare) {
    this(loadAverage, governor, stealShare, Optional.empty(), Pressure.UNKNOWN);
  }

  public static Noise of(Fields fields) {
    return new Noise(
        fields.optionalAmount("load_average"),
        fields.optionalText("governor"),
        fields.optionalAmount("steal_share"),
        fields.optionalAmount("other_cpu_share"),
        fields.optionalObject("pressure").map(Pressure::of).orElse(Pressure.UNKNOWN));
  }

  public ObjectNode toJson() {
    ObjectNode json = Fields.object();
    loadAverage.ifPresent(value -> json.put("load_average", value));
    governor.ifPresent(value -> json.put("governor", value));
    stealShare.ifPresent(value -> json.put("steal_share", value));
    otherCpuShare.ifPresent(value -> json.put("other_cpu_share", value));
    if (!pressure.equals(Pressure.UNKNOWN)) {
      json.set("pressure", pressure.toJson());
    }
    return json;
  }
}
