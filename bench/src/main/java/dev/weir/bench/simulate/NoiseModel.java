package dev.weir.bench.simulate;

import java.util.SplittableRandom;

/**
 * A model of the log times of processes that run one after the other: the sum of an AR(1) state of
 * the machine, independent noise, exponential spikes, a linear drift, a step, and an effect on the
 * second process of each pair.
 *
 * @param name in the table
 * @param stateDeviation standard deviation of the machine's state
 * @param stateCorrelation its lag-1 autocorrelation
 * @param noiseDeviation standard deviation of the independent noise
 * @param spikeShare probability of a spike
 * @param spikeMean mean of a spike; where {@code spikeIsFixed}, its size
 * @param spikeIsFixed whether all spikes have one size
 * @param driftDeviation standard deviation of a linear drift from the first process to the last
 * @param drift a drift that all series have
 * @param step added from a random process on
 * @param slotEffect added to the second process of a pair
 */
record NoiseModel(
    String name,
    double stateDeviation,
    double stateCorrelation,
    double noiseDeviation,
    double spikeShare,
    double spikeMean,
    boolean spikeIsFixed,
    double driftDeviation,
    double drift,
    double step,
    double slotEffect) {

  /** Draws the log times of {@code processes} processes, the pairs one after the other. */
  double[] draw(int processes, SplittableRandom random) {
    int stepAt = random.nextInt(processes);
    double[] logs = new double[processes];
    double state = random.nextGaussian();
    double slope = drift + driftDeviation * random.nextGaussian();
    double innovation = Math.sqrt(1 - stateCorrelation * stateCorrelation);
    for (int i = 0; i < processes; i++) {
      state = i == 0 ? state : stateCorrelation * state + innovation * random.nextGaussian();
      double spike = random.nextDouble() < spikeShare ? spike(random) : 0;
      logs[i] =
          stateDeviation * state
              + noiseDeviation * random.nextGaussian()
              + spike
              + slope * ((double) i / Math.max(1, processes - 1) - 0.5)
              + (i >= stepAt ? step : 0)
              + (i % 2 == 1 ? slotEffect : 0);
    }
    return logs;
  }

  private double spike(SplittableRandom random) {
    return spikeIsFixed ? spikeMean : spikeMean * random.nextExponential();
  }
}
