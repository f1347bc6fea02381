package dev.weir.bench.cli;

import dev.weir.bench.calibrate.CalibrationException;
import dev.weir.bench.result.CorrectnessException;
import dev.weir.bench.result.IncompleteRecordException;
import dev.weir.bench.result.ResultsFileException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The Java part of the harness: order, records, statistics and reports. */
@Command(
    name = "weir-bench",
    description = "Check, record and report what the benchmark's hooks measured.",
    mixinStandardHelpOptions = true,
    version = "weir-bench",
    subcommands = {
      PlanCommand.class,
      RecordCommand.class,
      ReportCommand.class,
      CompareCommand.class,
      DecideCommand.class,
      HistoryCommand.class,
      GateCommand.class,
      CalibrateCommand.class,
      PilotCommand.class,
      EnvironmentCommand.class
    })
public final class WeirBench {
  /** Set by the launcher: the code that it turns into that of a regression. */
  private static final String REGRESSED_PROPERTY = "weir.bench.regressed";

  private WeirBench() {}

  public static void main(String[] args) {
    int status = run(System.out, System.err, Clock.systemUTC(), args);
    System.exit(
        status == BenchExitCode.REGRESSION
            ? Integer.getInteger(REGRESSED_PROPERTY, status)
            : status);
  }

  static int run(OutputStream out, OutputStream err, Clock clock, String... args) {
    // Always UTF-8: in the C locale, the JDK would print a question mark for each µ.
    PrintWriter writer = new PrintWriter(out, true, StandardCharsets.UTF_8);
    PrintWriter errors = new PrintWriter(err, true, StandardCharsets.UTF_8);
    CommandLine command = new CommandLine(new WeirBench(), new CommandFactory(clock));
    return command
        .setOut(writer)
        .setErr(errors)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(
            (exception, arguments) -> {
              errors.println("weir-bench: " + exception.getMessage());
              return BenchExitCode.USAGE;
            })
        .setExecutionExceptionHandler((exception, failed, parsed) -> printError(exception, errors))
        .execute(args);
  }

  private static int printError(Exception exception, PrintWriter errors) throws Exception {
    int code = exitCode(exception);
    if (code == BenchExitCode.INTERNAL) {
      throw exception;
    }
    errors.println(exception.getMessage());
    return code;
  }

  private static int exitCode(Exception exception) {
    if (exception instanceof CorrectnessException) {
      return BenchExitCode.CORRECTNESS;
    }
    if (exception instanceof IncompleteRecordException
        || exception instanceof ResultsFileException
        || exception instanceof CalibrationException) {
      return BenchExitCode.ENVIRONMENT;
    }
    return BenchExitCode.INTERNAL;
  }
}
