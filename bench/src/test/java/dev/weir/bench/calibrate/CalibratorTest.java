package dev.weir.bench.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.bench.decision.Limits;
import dev.weir.bench.decision.PairTime;
import dev.weir.bench.stats.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibratorTest {
  private static final double SLOT_EFFECT = 0.03;

  @TempDir Path directory;

  @Test
  void calibrate_equalBuilds_measuresTheirNoise() {
    Calibration calibration = calibrate(recording(410, 0.035, 0));

    assertThat(calibration.comparisons()).isEqualTo(20);
    assertThat(calibration.pairs()).isEqualTo(400);
    assertThat(calibration.flagged()).isLessThanOrEqualTo(4);
    assertThat(calibration.falseAlarms().high()).isLessThan(0.5);
    assertThat(calibration.relabelled().point()).isLessThan(0.1);
    assertThat(calibration.noiseFloor()).isBetween(0.01, 0.04);
    assertThat(calibration.slotRatio().low()).isGreaterThan(1.01);
    assertThat(calibration.slotRatio().point()).isCloseTo(Math.exp(SLOT_EFFECT), within(0.01));
    assertThat(calibration.pairSpread()).isCloseTo(0.05, within(0.006));
    assertThat(calibration.detectable()).containsOnlyKeys(6, 8, 10, 20, 40);
    assertThat(calibration.detectable().get(20)).isBetween(0.03, 0.05);
    assertThat(calibration.detectable().get(8)).isGreaterThan(calibration.detectable().get(20));
  }

  @Test
  void calibrate_differentBuilds_areFlagged() {
    Calibration calibration = calibrate(recording(100, 0.02, 0.1));
    assertThat(calibration.flagged()).isEqualTo(5);
    assertThat(calibration.falseAlarms().low()).isGreaterThan(0.4);
  }

  @Test
  void calibrate_driftingMachine_isAutocorrelated() {
    SplittableRandom random = new SplittableRandom(3);
    List<PairTime> pairs = new ArrayList<>();
    double state = 0;
    for (int i = 0; i < 200; i++) {
      state = 0.9 * state + 0.02 * random.nextGaussian();
      double first = Math.exp(state);
      state = 0.9 * state + 0.02 * random.nextGaussian();
      pairs.add(pair(first, Math.exp(state), i % 2 == 1));
    }
    assertThat(calibrate(pairs).autocorrelation()).isCloseTo(0.9, within(0.08));
    assertThat(calibrate(recording(200, 0.03, 0)).autocorrelation()).isCloseTo(0, within(0.2));
  }

  @Test
  void calibrate_fewPairs_isRefusedWithTheRemedy() {
    assertThatThrownBy(() -> calibrate(recording(18, 0.03, 0)))
        .isInstanceOf(CalibrationException.class)
        .hasMessageContaining("needs 20 pairs")
        .hasMessageContaining("has at most 18");
  }

  @Test
  void store_thenFind_isTheSame() {
    Calibration calibration = calibrate(recording(40, 0.03, 0));
    CalibrationFile file = new CalibrationFile(directory.resolve("calibration"), "0a1b2c");
    file.store(calibration);
    file.store(calibration);

    assertThat(file.read()).containsExactly(calibration);
    assertThat(find("0a1b2c", "made/copy/100")).contains(calibration);
    assertThat(find("0a1b2c", "made/insert/100")).isEmpty();
    assertThat(find("ffffff", "made/copy/100")).isEmpty();
  }

  @Test
  void read_brokenFile_namesItAndTheRemedy() throws IOException {
    Files.writeString(directory.resolve("0a1b2c.json"), "[{");
    assertThatThrownBy(() -> new CalibrationFile(directory, "0a1b2c").read())
        .isInstanceOf(CalibrationException.class)
        .hasMessageContaining("0a1b2c.json is not a calibration")
        .hasMessageContaining("Delete it");
  }

  private Optional<Calibration> find(String key, String subject) {
    return Calibration.find(directory.resolve("calibration"), key, subject);
  }

  private static Calibration calibrate(List<PairTime> recording) {
    return new Calibrator(Limits.DEFAULT).calibrate("made/copy/100", List.of(recording));
  }

  private static List<PairTime> recording(int pairs, double noise, double effect) {
    SplittableRandom random = new SplittableRandom(8);
    List<PairTime> recording = new ArrayList<>();
    boolean bFirst = false;
    for (int i = 0; i < pairs; i++) {
      bFirst = i % 2 == 0 ? random.nextBoolean() : !bFirst;
      double first = Math.exp(noise * random.nextGaussian());
      double second = Math.exp(SLOT_EFFECT + noise * random.nextGaussian());
      PairTime pair = pair(first, second, bFirst);
      recording.add(new PairTime(pair.a(), pair.b() * Math.exp(effect), bFirst));
    }
    return recording;
  }

  private static PairTime pair(double first, double second, boolean bFirst) {
    return bFirst ? new PairTime(second, first, true) : new PairTime(first, second, false);
  }

  @Test
  void share_ofOneComparison_hasNoInterval() {
    Interval relabelled = calibrate(recording(20, 0.03, 0)).relabelled();
    assertThat(relabelled.low()).isZero();
    assertThat(relabelled.high()).isEqualTo(1);
  }
}
