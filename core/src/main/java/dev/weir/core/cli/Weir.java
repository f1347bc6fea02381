package dev.weir.core.cli;

import dev.weir.core.connector.Connector;
import dev.weir.core.error.ExitCode;
import java.io.FileDescriptor;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code weir}. */
public final class Weir {
  /** Set by the launcher where stderr is a terminal, which Java cannot see. */
  static final String TERMINAL_PROPERTY = "weir.tty";

  /** Set by the launcher where stdout is a terminal. */
  static final String OUT_TERMINAL_PROPERTY = "weir.out.tty";

  private static final String STACKTRACE = "--stacktrace";
  private static final Set<String> HELP = Set.of("-h", "--help");

  private Weir() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    // Until a run listens itself there is nothing to finish or roll back.
    for (String signal : List.of("INT", "TERM")) {
      Signals.handle(signal, () -> System.exit(ExitCode.CANCELLED.code()));
    }
    PrintStream out = ProcessOutput.of(FileDescriptor.out);
    int code = execute(args, out, ProcessOutput.of(FileDescriptor.err), System.getenv());
    if (out.checkError() && code == ExitCode.OK.code()) {
      System.err.println("weir: Standard output cannot be written. Check its disk or reader.");
      code = ExitCode.STATE.code();
    }
    System.exit(code);
  }

  /** Runs one command in this process. */
  public static int execute(
      String[] args, PrintStream out, PrintStream err, Map<String, String> environment) {
    boolean isOfProcess = out instanceof ProcessOutput;
    Console console =
        new Console(
            out,
            out instanceof ProcessOutput process ? process.file() : out,
            err,
            environment,
            Boolean.getBoolean(TERMINAL_PROPERTY),
            isOfProcess && Boolean.getBoolean(OUT_TERMINAL_PROPERTY));
    StartupCache startupCache = StartupCache.ofThisProcess();
    Session session = new Session(console, startupCache);
    ErrorReport report = new ErrorReport(session);
    try {
      return commandLine(session, report, args, out, err).execute(args);
    } catch (OutOfMemoryError
        | StackOverflowError
        | LinkageError
        | ServiceConfigurationError
        | AssertionError e) {
      // The outermost frame: nothing above it could report the error.
      return report.print(e, console.debug()).code();
    } finally {
      startupCache.close();
    }
  }

  private static CommandLine commandLine(
      Session session, ErrorReport report, String[] args, PrintStream out, PrintStream err) {
    boolean debug = session.console().debug();
    return withSubcommands(session, args)
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
        .setExpandAtFiles(false)
        .setParameterExceptionHandler((e, given) -> usageError(e))
        .setExecutionExceptionHandler(
            (e, command, parsed) -> report.print(e, debug || wantsTrace(command)).code());
  }

  /** Picocli reads the annotations of each subcommand, so only a named one is added. */
  private static CommandLine withSubcommands(Session session, String[] args) {
    Map<String, Supplier<Object>> subcommands = new LinkedHashMap<>();
    subcommands.put("run", () -> new RunCommand(session));
    subcommands.put("query", () -> new QueryCommand(session));
    subcommands.put("check", () -> new CheckCommand(session));
    subcommands.put("plan", () -> new ShowPlanCommand(session));
    subcommands.put("discover", () -> new DiscoverCommand(session));
    subcommands.put("connectors", () -> new ConnectorsCommand(session));
    subcommands.put("errors", () -> new ErrorsCommand(session));
    CommandLine commands = new CommandLine(new WeirCommand());
    if (args.length > 0 && subcommands.containsKey(args[0])) {
      subcommands.keySet().retainAll(Set.of(args[0]));
    } else if (args.length == 0 || !args[0].startsWith("-") || HELP.contains(args[0])) {
      addConnectorCommands(session, subcommands);
    }
    subcommands.values().forEach(subcommand -> commands.addSubcommand(subcommand.get()));
    return commands;
  }

  /** Loads all connectors, so only for help, and for a word that is no command of the engine. */
  private static void addConnectorCommands(
      Session session, Map<String, Supplier<Object>> subcommands) {
    Console console = session.console();
    for (Connector connector : session.connectors().all()) {
      connector
          .command()
          .ifPresent(
              command ->
                  subcommands.put(
                      connector.name(), () -> command.create(console.out(), console.err())));
    }
  }

  private static boolean wantsTrace(CommandLine command) {
    return command.getParseResult().hasMatchedOption(STACKTRACE);
  }

  private static int usageError(ParameterException e) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    String message = Printable.line(String.valueOf(e.getMessage()));
    err.println("weir: " + message + (message.endsWith(".") ? "" : "."));
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println();
    command.usage(err);
    return ExitCode.USAGE.code();
  }
}
