package dev.weir.bench.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What may have disturbed a process. Each is empty where the system does not tell.
 *
 * @param loadAverage runnable threads over the minute before the process started
 * @param governor how the kernel sets the clock rate, such as {@code performance}
 * @param stealShare 0 to 1: the time that the hypervisor gave to others while the process ran
 */
public record Noise(
    Optional<Double> loadAverage, Optional<String> governor, Optional<Double> stealShare) {

  static Noise of(Fields fields) {
    return new Noise(
        fields.optionalAmount("load_average"),
        fields.optionalText("governor"),
        fields.optionalAmount("steal_share"));
  }

  ObjectNode toJson() {
    ObjectNode json = Fields.object();
    loadAverage.ifPresent(value -> json.put("load_average", value));
    governor.ifPresent(value -> json.put("governor", value));
    stealShare.ifPresent(value -> json.put("steal_share", value));
    return json;
  }
}
