package dev.weir.bench.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the scripts read from the system around one process, unchanged, as lines of a name and a
 * text. The scripts do no arithmetic.
 *
 * <pre>
 * idle_stat, start_stat, end_stat  first line of /proc/stat: a fifth of a second before the process, at its start, its end
 * load                             /proc/loadavg at its start
 * start_uptime, end_uptime         /proc/uptime
 * start_psi_cpu, end_psi_cpu       first line of /proc/pressure/cpu; the same of io and memory
 * start_times, end_times           the second line of bash's times: user and system time of the children waited for
 * rss_peak                         the largest VmHWM that was seen of the process and its descendants, in KiB
 * </pre>
 */
public final class ProcessAccount {
  /** An account without readings. */
  public static final ProcessAccount UNKNOWN = new ProcessAccount(Map.of());

  private static final long BYTES_PER_KIB = 1024;
  private static final double SECS_PER_MINUTE = 60;
  private static final double MICROS_PER_SEC = 1e6;

  /** A time as bash prints it, such as {@code 1m2.345s}; the locale may have a decimal comma. */
  private static final Pattern TIME = Pattern.compile("(\\d+)m(\\d+)[.,](\\d+)s");

  /** The time, in microseconds, in which some task waited, in a line of pressure. */
  private static final Pattern STALL_MICROS = Pattern.compile("some .*\\btotal=(\\d+)");

  private final Map<String, String> lines;

  private ProcessAccount(Map<String, String> lines) {
    this.lines = Map.copyOf(lines);
  }

  /** Reads the lines of a file. */
  public static ProcessAccount read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new IncompleteRecordException("the account of the process cannot be read: " + e, e);
    }
  }

  /** Reads such lines. */
  public static ProcessAccount parse(String text) {
    Map<String, String> lines = new HashMap<>();
    text.lines()
        .map(line -> line.split(" ", 2))
        .filter(parts -> parts.length == 2)
        .forEach(parts -> lines.put(parts[0], parts[1].strip()));
    return new ProcessAccount(lines);
  }

  /** The text of a line; empty where there is none. */
  String line(String name) {
    return lines.getOrDefault(name, "");
  }

  /** Time from start to end; resolution 0.01 s, that of {@code /proc/uptime}. */
  Optional<Double> wallSecs() {
    return difference(firstNumber("start_uptime"), firstNumber("end_uptime"));
  }

  /** User and system time of the process and of the descendants that were waited for. */
  Optional<Double> cpuSecs() {
    return difference(times("start_times"), times("end_times"));
  }

  Optional<Long> rssPeakBytes() {
    return firstNumber("rss_peak")
        .filter(kib -> kib > 0)
        .map(kib -> kib.longValue() * BYTES_PER_KIB);
  }

  /** The share of the wall time, 0 to 1, in which some task waited for cpu, io or memory. */
  Optional<Double> pressureShare(String resource) {
    Optional<Double> stalled =
        difference(stallSecs("start_psi_" + resource), stallSecs("end_psi_" + resource));
    return wallSecs()
        .filter(wall -> wall > 0)
        .flatMap(wall -> stalled.map(secs -> Math.min(1, rounded(secs / wall))));
  }

  private Optional<Double> stallSecs(String name) {
    Matcher matcher = STALL_MICROS.matcher(line(name));
    return matcher.find()
        ? Optional.of(Double.parseDouble(matcher.group(1)) / MICROS_PER_SEC)
        : Optional.empty();
  }

  private Optional<Double> firstNumber(String name) {
    return Machine.number(line(name).split("\\s+", -1)[0]);
  }

  /** The sum of user and system time; empty unless the line has both. */
  private Optional<Double> times(String name) {
    Matcher matcher = TIME.matcher(line(name));
    double secs = 0;
    int found = 0;
    while (matcher.find()) {
      secs +=
          Double.parseDouble(matcher.group(1)) * SECS_PER_MINUTE
              + Double.parseDouble(matcher.group(2) + "." + matcher.group(3));
      found++;
    }
    return found == 2 ? Optional.of(secs) : Optional.empty();
  }

  /** Rounded to a millisecond, as the sources have no finer resolution. */
  private static Optional<Double> difference(Optional<Double> start, Optional<Double> end) {
    return start.flatMap(from -> end.map(to -> rounded(to - from))).filter(secs -> secs >= 0);
  }

  private static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
