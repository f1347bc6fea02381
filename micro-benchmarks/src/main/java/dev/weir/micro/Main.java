package dev.weir.micro;

import dev.weir.micro.runner.MicroCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks: JMH's own command line, every option unchanged, the JVM flags that Arrow and
 * Netty need added to each fork, and the options of {@link MicroCommand}. Two things differ from
 * JMH, so that a script can trust the exit code: a benchmark that fails, its gate among the
 * reasons, ends the run with code 1 unless {@code -foe false} is given; and options that cannot be
 * read end it with code 64.
 */
public final class Main {
  private Main() {}

  /** Takes JMH's options and ours; {@code -h} lists them. */
  public static void main(String[] args) throws IOException {
    int code = run(System.out, System.err, args);
    if (code != 0) {
      System.exit(code);
    }
  }

  /** Returns the exit code. */
  static int run(PrintStream out, PrintStream err, String... args) throws IOException {
    ForkFlags.setPropertiesHere();
    return new MicroCommand(Main::withDefaults, Clock.systemUTC(), out, err).run(List.of(args));
  }

  /**
   * The flags go in front: what the user gives in {@code -jvmArgsPrepend}, {@code -jvmArgs} or
   * {@code -jvmArgsAppend}, and what a benchmark's {@code @Fork} gives, comes after and wins.
   */
  static Options withDefaults(CommandLineOptions given) {
    Collection<String> users = given.getJvmArgsPrepend().orElse(List.of());
    return new OptionsBuilder()
        .parent(given)
        .jvmArgsPrepend(ForkFlags.before(users).toArray(new String[0]))
        .shouldFailOnError(given.shouldFailOnError().orElse(true))
        .build();
  }
}
