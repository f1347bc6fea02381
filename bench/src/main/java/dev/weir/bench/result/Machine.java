package dev.weir.bench.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the machine's properties from the files under {@code /proc} and {@code /sys}. */
public final class Machine {
  private static final long KIB_PER_MIB = 1024;

  /** Columns of the first line of {@code /proc/stat}, see proc(5): the word cpu, user, nice, ... */
  private static final int STAT_FIRST = 1;

  private static final int STAT_IDLE = 4;
  private static final int STAT_IOWAIT = 5;
  private static final int STAT_STEAL = 8;
  private static final String UNKNOWN = "unknown";

  private final Path root;

  /**
   * A machine.
   *
   * @param root directory of {@code proc} and {@code sys}
   */
  public Machine(Path root) {
    this.root = root;
  }

  /** The machine and the JDK of this process, without a server. */
  public Environment environment() {
    String version = System.getProperty("os.version", UNKNOWN);
    return new Environment(
        value("proc/cpuinfo", "model name").orElse(System.getProperty("os.arch", UNKNOWN)),
        Runtime.getRuntime().availableProcessors(),
        value("proc/meminfo", "MemTotal").map(Machine::kibToMib).orElse(0L),
        System.getProperty("os.name", UNKNOWN) + " " + version.split("\\.", -1)[0],
        System.getProperty("java.vendor", UNKNOWN) + " " + Runtime.version(),
        Map.of());
  }

  /** What may have disturbed a process that has ended. */
  public Noise noise(ProcessAccount process) {
    Optional<Double> load = number(process.line("load").split("\\s+", -1)[0]);
    Optional<String> governor =
        lines("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor").stream().findFirst();
    return new Noise(
        load,
        governor.map(String::strip),
        stealShare(process.line("start_stat"), process.line("end_stat")),
        busyShare(process.line("idle_stat"), process.line("start_stat")),
        Pressure.of(process));
  }

  /**
   * The lines of a {@link ProcessAccount} that can be read now, without those of children.
   *
   * @param moment {@code start} or {@code end}
   */
  public String readings(String moment) {
    StringBuilder text = new StringBuilder();
    line(text, moment + "_stat", "proc/stat");
    line(text, moment + "_uptime", "proc/uptime");
    for (String resource : List.of("cpu", "io", "memory")) {
      line(text, moment + "_psi_" + resource, "proc/pressure/" + resource);
    }
    if (moment.equals("start")) {
      line(text, "load", "proc/loadavg");
    }
    return text.toString();
  }

  private void line(StringBuilder text, String name, String file) {
    lines(file).stream()
        .findFirst()
        .ifPresent(line -> text.append(name).append(' ').append(line).append('\n'));
  }

  /** The share of CPU steal in the ticks between two first lines of {@code /proc/stat}. */
  static Optional<Double> stealShare(String before, String after) {
    double[] earlier = ticks(before);
    double[] later = ticks(after);
    if (earlier.length <= STAT_STEAL || later.length != earlier.length) {
      return Optional.empty();
    }
    double total = 0;
    for (int i = STAT_FIRST; i <= STAT_STEAL; i++) {
      total += later[i] - earlier[i];
    }
    double steal = later[STAT_STEAL] - earlier[STAT_STEAL];
    return total <= 0 || steal < 0 ? Optional.empty() : Optional.of(steal / total);
  }

  /**
   * The share of busy ticks, neither idle nor waiting for I/O nor stolen, between two first lines
   * of {@code /proc/stat}.
   */
  static Optional<Double> busyShare(String before, String after) {
    double[] earlier = ticks(before);
    double[] later = ticks(after);
    if (earlier.length <= STAT_STEAL || later.length != earlier.length) {
      return Optional.empty();
    }
    double total = 0;
    double busy = 0;
    for (int i = STAT_FIRST; i <= STAT_STEAL; i++) {
      double passed = later[i] - earlier[i];
      total += passed;
      busy += i == STAT_IDLE || i == STAT_IOWAIT || i == STAT_STEAL ? 0 : passed;
    }
    return total <= 0 || busy < 0 ? Optional.empty() : Optional.of(busy / total);
  }

  private static double[] ticks(String line) {
    String[] columns = line.strip().split("\\s+", -1);
    double[] ticks = new double[columns.length];
    for (int i = STAT_FIRST; i < columns.length; i++) {
      ticks[i] = number(columns[i]).orElse(0.0);
    }
    return ticks;
  }

  private Optional<String> value(String file, String key) {
    return lines(file).stream()
        .map(line -> line.split(":", 2))
        .filter(parts -> parts.length == 2 && parts[0].strip().equals(key))
        .map(parts -> parts[1].strip())
        .findFirst();
  }

  private static long kibToMib(String amount) {
    return number(amount.split("\\s+", -1)[0]).map(kib -> kib.longValue() / KIB_PER_MIB).orElse(0L);
  }

  static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private List<String> lines(String file) {
    try {
      return Files.readAllLines(root.resolve(file));
    } catch (IOException e) {
      return List.of();
    }
  }
}
