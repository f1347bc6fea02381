package dev.weir.bench.cli;

import dev.weir.bench.sample.CorrectnessException;
import dev.weir.bench.sample.IncompleteRecordException;
import dev.weir.bench.sample.ResultsFileException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The Java side of the harness: the scripts call it for every figure. */
@Command(
    name = "weir-bench",
    description = "Records, checks and reports what the benchmark's hooks measured.",
    mixinStandardHelpOptions = true,
    version = "weir-bench",
    subcommands = {
      PlanCommand.class,
      RecordCommand.class,
      ReportCommand.class,
      CompareCommand.class,
      EnvironmentCommand.class
    })
public final class WeirBench {
  private WeirBench() {}

  public static void main(String[] args) {
    System.exit(run(System.out, System.err, Clock.systemUTC(), args));
  }

  static int run(OutputStream out, OutputStream err, Clock clock, String... args) {
    // Always UTF-8: where the locale is C, the JDK would print a question mark for each sign of
    // ours.
    PrintWriter writer = new PrintWriter(out, true, StandardCharsets.UTF_8);
    PrintWriter errors = new PrintWriter(err, true, StandardCharsets.UTF_8);
    CommandLine command = new CommandLine(new WeirBench(), new Commands(clock));
    return command
        .setOut(writer)
        .setErr(errors)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(
            (exception, arguments) -> {
              errors.println("weir-bench: " + exception.getMessage());
              return ExitCode.USAGE;
            })
        .setExecutionExceptionHandler((exception, failed, parsed) -> explained(exception, errors))
        .execute(args);
  }

  private static int explained(Exception exception, PrintWriter errors) throws Exception {
    int code = exitCode(exception);
    if (code == ExitCode.INTERNAL) {
      throw exception;
    }
    errors.println(exception.getMessage());
    return code;
  }

  private static int exitCode(Exception exception) {
    if (exception instanceof CorrectnessException) {
      return ExitCode.CORRECTNESS;
    }
    if (exception instanceof IncompleteRecordException
        || exception instanceof ResultsFileException) {
      return ExitCode.ENVIRONMENT;
    }
    return ExitCode.INTERNAL;
  }
}
