package dev.weir.micro;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks: JMH's own command line, every option unchanged, and the JVM flags that Arrow
 * and Netty need added to each fork. Two things differ, so that a script can trust the exit code: a
 * benchmark that fails, its gate among the reasons, ends the run unless {@code -foe false} is
 * given; and options that cannot be read end it with code 64.
 */
public final class Main {
  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 64;

  private Main() {}

  /** Takes JMH's options; {@code -h} lists them. */
  public static void main(String[] args) throws IOException {
    int code = run(System.err, args);
    if (code != OK) {
      System.exit(code);
    }
  }

  /** Returns the exit code. */
  static int run(PrintStream err, String... args) throws IOException {
    ForkFlags.setPropertiesHere();
    try {
      CommandLineOptions given = new CommandLineOptions(args);
      Runner runner = new Runner(withDefaults(given));
      if (given.shouldHelp()) {
        given.showHelp();
      } else if (given.shouldList()) {
        runner.list();
      } else if (given.shouldListWithParams()) {
        runner.listWithParams(given);
      } else if (given.shouldListProfilers()) {
        given.listProfilers();
      } else if (given.shouldListResultFormats()) {
        given.listResultFormats();
      } else {
        runner.run();
      }
      return OK;
    } catch (CommandLineOptionException e) {
      err.println("Error parsing command line:");
      err.println(" " + e.getMessage());
      return USAGE;
    } catch (RunnerException e) {
      // That no benchmark matches is told by JMH's exception in toString alone.
      err.println(e.getMessage() != null ? e.getMessage() : e.toString());
      return FAILED;
    }
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
