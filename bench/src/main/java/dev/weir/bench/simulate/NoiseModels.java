package dev.weir.bench.simulate;

import java.util.List;

/** The models of the table in docs/measuring.md. */
final class NoiseModels {
  private NoiseModels() {}

  /** A machine without other load: a pair spread of about 2 %. */
  static final NoiseModel QUIET = machine("quiet", 0.01, 0.8, 0.01, 0.01, 0.1, 0);

  /** A machine with other load: single runs vary by 6.5 %. */
  static final NoiseModel SHARED = machine("shared", 0.04, 0.9, 0.02, 0.05, 0.15, 0.03);

  /** An overloaded machine: single runs vary by 13 %. */
  static final NoiseModel BAD = machine("bad", 0.08, 0.95, 0.03, 0.08, 0.25, 0.08);

  /** Independent noise with a pair spread of 5 %, the goal of the pilot. */
  static final NoiseModel SPREAD_5 = plain("pair spread 5 %", 0.05 / Math.sqrt(2), 0, 0, 0, 0);

  static final NoiseModel IID = plain("iid 10 %", 0.1, 0, 0, 0, 0);

  static final NoiseModel AUTOREGRESSIVE = machine("AR(1) 0.3, 10 %", 0.1, 0.3, 0, 0, 0, 0);

  static final NoiseModel DRIFT = plain("drift 30 %, 10 %", 0.1, 0, Math.log(1.3), 0, 0);

  static final NoiseModel STEP = plain("step 30 %, 10 %", 0.1, 0, 0, Math.log(1.3), 0);

  static final NoiseModel SECOND_SLOT =
      plain("second slot +3 %, pair spread 5 %", 0.05 / Math.sqrt(2), 0, 0, 0, Math.log(1.03));

  static final NoiseModel DOUBLED = plain("5 % of runs doubled, 3 %", 0.03, 0.05, 0, 0, 0);

  static final List<NoiseModel> ALL =
      List.of(QUIET, SHARED, BAD, SPREAD_5, IID, AUTOREGRESSIVE, DRIFT, STEP, SECOND_SLOT, DOUBLED);

  private static NoiseModel machine(
      String name,
      double stateDeviation,
      double correlation,
      double noiseDeviation,
      double spikeShare,
      double spikeMean,
      double driftDeviation) {
    return new NoiseModel(
        name,
        stateDeviation,
        correlation,
        noiseDeviation,
        spikeShare,
        spikeMean,
        false,
        driftDeviation,
        0,
        0,
        0);
  }

  private static NoiseModel plain(
      String name, double deviation, double doubled, double drift, double step, double slotEffect) {
    return new NoiseModel(
        name, 0, 0, deviation, doubled, Math.log(2), true, 0, drift, step, slotEffect);
  }
}
