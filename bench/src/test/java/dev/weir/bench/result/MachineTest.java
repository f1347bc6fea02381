package dev.weir.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
  private static final String IDLE = "cpu  998 0 499 7963 100 0 50 20 0 0";
  private static final String BEFORE = "cpu  1000 0 500 8000 100 0 50 20 0 0";
  private static final String AFTER = "cpu  1150 0 530 8000 110 0 50 30 0 0";

  @TempDir Path root;

  @Test
  void environment_readsModelAndMemory() throws IOException {
    write("proc/cpuinfo", "processor\t: 0\nmodel name\t: AMD EPYC 7B13\nprocessor\t: 1\n");
    write("proc/meminfo", "MemTotal:        8167848 kB\nMemFree:  1 kB\n");

    Environment environment = new Machine(root).environment();

    assertThat(environment.cpuModel()).isEqualTo("AMD EPYC 7B13");
    assertThat(environment.memoryMib()).isEqualTo(7_976);
    assertThat(environment.kernel())
        .isEqualTo("Linux " + majorOf(System.getProperty("os.version")));
    assertThat(environment.jdk()).contains(Runtime.version().toString());
  }

  @Test
  void environment_writtenAndParsed_isTheSame() {
    Environment environment = new Machine(root).environment().withFacts(Map.of("postgres", "18.6"));
    assertThat(Environment.parse(environment.toJson().toString())).isEqualTo(environment);
  }

  @Test
  void noise_readsLoadGovernorAndSteal() throws IOException {
    write("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n");

    // 10 ticks of steal in the 200 that went by.
    ProcessAccount process =
        ProcessAccount.parse(
            """
            load 0.42 0.30 0.20 1/99 77
            idle_stat %s
            start_stat %s
            end_stat %s
            start_uptime 10.00 1.00
            end_uptime 12.00 1.00
            start_psi_cpu some avg10=1.00 avg60=1.00 avg300=1.00 total=1000000
            end_psi_cpu some avg10=1.00 avg60=1.00 avg300=1.00 total=1500000
            start_psi_io some avg10=0.00 avg60=0.00 avg300=0.00 total=7
            end_psi_io some avg10=0.00 avg60=0.00 avg300=0.00 total=7
            """
                .formatted(IDLE, BEFORE, AFTER));
    // 3 busy ticks in the 40 before the process.
    assertThat(new Machine(root).noise(process))
        .isEqualTo(
            new Noise(
                Optional.of(0.42),
                Optional.of("performance"),
                Optional.of(0.05),
                Optional.of(0.075),
                new Pressure(Optional.of(0.25), Optional.of(0.0), Optional.empty())));
  }

  @Test
  void noise_missingFiles_isEmpty() {
    assertThat(new Machine(root).noise(ProcessAccount.parse("")))
        .isEqualTo(new Noise(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  void readings_ofStartAndEnd_areAnAccount() throws IOException {
    write("proc/loadavg", "0.42 0.30 0.20 1/99 77\n");
    write("proc/stat", BEFORE + "\ncpu0 1 2 3\n");
    write("proc/uptime", "10.00 1.00\n");
    write("proc/pressure/cpu", "some avg10=1.00 avg60=1.00 avg300=1.00 total=1000000\nfull x\n");
    String start = new Machine(root).readings("start");
    write("proc/loadavg", "9.99 0.30 0.20 1/99 77\n");
    write("proc/stat", AFTER + "\n");
    write("proc/uptime", "12.00 1.00\n");
    write("proc/pressure/cpu", "some avg10=1.00 avg60=1.00 avg300=1.00 total=1500000\n");

    Noise noise =
        new Machine(root).noise(ProcessAccount.parse(start + new Machine(root).readings("end")));

    assertThat(noise)
        .isEqualTo(
            new Noise(
                Optional.of(0.42),
                Optional.empty(),
                Optional.of(0.05),
                Optional.empty(),
                new Pressure(Optional.of(0.25), Optional.empty(), Optional.empty())));
  }

  @Test
  void stealShare_decreasingCounter_isUnknown() {
    assertThat(Machine.stealShare(/* before= */ AFTER, /* after= */ BEFORE)).isEmpty();
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private static String majorOf(String version) {
    return version.substring(0, version.indexOf('.'));
  }
}
