package dev.weir.postgres.server;

import dev.weir.core.connector.Digest;
import dev.weir.core.error.ExitCode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command {@code weir-postgres}: servers, data and the COPY pipe baseline, for the benchmark.
 */
@Command(
    name = "weir-postgres",
    description = "Postgres servers, data and the COPY pipe baseline, for the benchmark.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false)
public final class WeirPostgres {
  /** Rows are missing or altered. */
  private static final int EXIT_MISMATCH = 4;

  /** A server cannot be used. */
  private static final int EXIT_ENVIRONMENT = 5;

  private final Map<String, String> environment;
  private final PrintWriter out;
  private final PrintWriter err;

  WeirPostgres(Map<String, String> environment, PrintWriter out, PrintWriter err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(commandLine(System.getenv(), out, err).execute(args));
  }

  static CommandLine commandLine(
      Map<String, String> environment, PrintWriter out, PrintWriter err) {
    CommandLine line = new CommandLine(new WeirPostgres(environment, out, err));
    line.setErr(err);
    line.setParameterExceptionHandler((e, words) -> wrongUsage(e.getCommandLine(), e));
    line.setExecutionExceptionHandler((e, failed, result) -> failed(e, failed));
    return line;
  }

  @Command(
      description =
          "Starts a server, or uses that of a URL, and creates the benchmark's databases. Ends at the"
              + " end of standard input, or at SIGTERM or SIGINT: then it stops a server that it"
              + " started, and on any other drops what it created.",
      mixinStandardHelpOptions = true)
  void serve(
      @Option(
              names = "--postgres",
              paramLabel = "PROVIDER",
              defaultValue = "${env:BENCH_POSTGRES:-auto}",
              description =
                  "auto, embedded, docker, or a URL; default: BENCH_POSTGRES of the environment, where"
                      + " other users of the machine cannot read a password, else auto.")
          String postgres,
      @Option(
              names = "--work",
              required = true,
              paramLabel = "DIR",
              description = "Where the server keeps its files while it runs.")
          Path work,
      @Option(
              names = "--ready",
              required = true,
              paramLabel = "FILE",
              description = "Written when the server is up: lines of NAME='value' for a shell.")
          Path ready,
      @Option(
              names = "--owner",
              paramLabel = "PID",
              defaultValue = Option.NULL_VALUE,
              description = "A process with which the server ends, instead of with standard input.")
          Optional<Long> owner) {
    new Serving(postgres, work, ready).run(lifeline(owner), out, err);
  }

  private static Runnable lifeline(Optional<Long> owner) {
    if (owner.isEmpty()) {
      return () -> Serving.drain(System.in);
    }
    ProcessHandle process =
        ProcessHandle.of(owner.get())
            .orElseThrow(
                () -> new UsageException("--owner " + owner.get() + " is no running process."));
    return () -> process.onExit().join();
  }

  @Command(
      description =
          "Ends the process that serves from a work directory, and removes what a killed one left"
              + " there.",
      mixinStandardHelpOptions = true)
  void stop(
      @Option(
              names = "--work",
              required = true,
              paramLabel = "DIR",
              description = "The --work of the server.")
          Path work) {
    StaleServerCleanup.stop(work);
  }

  @Command(
      description =
          "Runs files that create tables in the source, and creates an empty target for each in the"
              + " destination. The variables of the ready file name the server and the schemas.",
      mixinStandardHelpOptions = true)
  void seed(
      @Option(
              names = "--file",
              required = true,
              paramLabel = "FILE",
              description = "SQL, with variables as psql has them; repeat it for several files.")
          List<Path> files,
      @Option(
              names = "--set",
              paramLabel = "NAME=VALUE",
              description =
                  "A variable beside schema, which is the source's schema; rows is also how many rows"
                      + " the tables must have together.")
          Map<String, String> variables,
      @Option(
              names = "--target-file",
              paramLabel = "FILE",
              description =
                  "SQL that is then run in the destination, where schema is the destination's; repeat it"
                      + " for several files.")
          List<Path> targetFiles,
      @Option(
              names = "--leaves",
              paramLabel = "MODE=TABLE",
              description =
                  "A table of the source with the rows that a run of MODE must leave in its target. It has"
                      + " no target and is none of the tables that are counted; its rows and digest are"
                      + " the facts MODE.rows and MODE.digest.")
          Map<String, String> leaves,
      @Option(
              names = "--facts",
              paramLabel = "FILE",
              defaultValue = Option.NULL_VALUE,
              description = "Where to leave a JSON object about the server and the data.")
          Optional<Path> facts) {
    Map<String, String> given = variables == null ? Map.of() : variables;
    if (given.containsKey(Seed.SCHEMA)) {
      throw new UsageException("--set schema is not allowed; WEIR_SOURCE_SCHEMA sets it.");
    }
    Endpoint endpoint = Endpoint.fromEnvironment(environment);
    BenchLayout layout = BenchLayout.fromEnvironment(environment);
    SeedFiles read =
        new SeedFiles(
            files,
            targetFiles == null ? List.of() : targetFiles,
            leaves == null ? Map.of() : leaves);
    Seed.Seeded seeded = Seed.read(read, layout, given).run(endpoint);
    Map<TableLocation, Digest> tables = seeded.tables();
    String provider = environment.getOrDefault(Serving.PROVIDER, ExternalServer.PROVIDER);
    facts.ifPresent(
        to -> FactsFile.write(to, provider, endpoint, layout.source().database(), seeded));
    tables.forEach(
        (table, digest) ->
            out.printf("%s: %d rows, digest %s%n", table, digest.rows(), digest.hashText()));
  }

  @Command(
      description =
          "Writes rows and content digest of tables of the destination, and empties them. The"
              + " variables of the ready file name the server and the schemas.",
      mixinStandardHelpOptions = true)
  void verify(
      @Option(
              names = "--table",
              required = true,
              split = ",",
              paramLabel = "NAME",
              description = "Tables of the destination.")
          List<String> tables,
      @Option(
              names = "--digest",
              required = true,
              paramLabel = "FILE",
              description = "Gets a JSON object with rows and digest.")
          Path file) {
    BenchLayout.Location destination = BenchLayout.fromEnvironment(environment).destination();
    TargetContent.take(
        Endpoint.fromEnvironment(environment),
        tables.stream().map(destination::table).toList(),
        file);
  }

  @Command(
      description =
          "Adds the digests of source and target to the records of runs of which each has appended to"
              + " the target in one transaction, and leaves only the rows of the last one. The variables"
              + " of the ready file name the server and the schemas.",
      mixinStandardHelpOptions = true)
  void runs(
      @Option(
              names = "--table",
              required = true,
              paramLabel = "NAME",
              description = "The table of the source.")
          String table,
      @Option(
              names = "--target",
              paramLabel = "NAME",
              defaultValue = Option.NULL_VALUE,
              description = "Its target in the destination; default: the same name.")
          Optional<String> target,
      @Option(
              names = "--records",
              required = true,
              paramLabel = "FILE",
              description = "Lines of JSON, one a run, in the order of the loads.")
          Path records,
      @Option(
              names = "--record",
              required = true,
              paramLabel = "FILE",
              description = "Gets the lines with the digests.")
          Path record) {
    BenchLayout layout = BenchLayout.fromEnvironment(environment);
    new AppendedRuns(
            Endpoint.fromEnvironment(environment),
            layout.source().table(table),
            layout.destination().table(target.orElse(table)))
        .verify(records, record);
  }

  @Command(
      description =
          "Measures the baseline: the binary COPY streams of tables, one after another, passed from"
              + " the source to the destination as they are; or another program. The variables of the"
              + " ready file name the server and the schemas.",
      mixinStandardHelpOptions = true)
  void pipe(
      @Option(
              names = "--table",
              required = true,
              split = ",",
              paramLabel = "NAME",
              description =
                  "Tables of the source; the target of each is NAME_pipe in the destination, or NAME"
                      + " for another program.")
          List<String> tables,
      @Option(
              names = "--rows",
              required = true,
              paramLabel = "N",
              description = "How many rows the tables must have together.")
          long rows,
      @Option(
              names = "--warmup",
              required = true,
              paramLabel = "W",
              description = "Warm-up runs after the cold one.")
          int warmup,
      @Option(
              names = "--repeats",
              required = true,
              paramLabel = "K",
              description = "Runs after these.")
          int repeats,
      @Option(
              names = "--record",
              required = true,
              paramLabel = "FILE",
              description = "Gets a line of JSON for each run.")
          Path record,
      @Option(
              names = "--method",
              defaultValue = "auto",
              paramLabel = "METHOD",
              description =
                  "psql, psql-text, pass-through, pgcopydb, pgloader, or auto: psql if it is installed;"
                      + " csv-out or csv-in, likewise with text or binary: a file of that COPY format"
                      + " between the tables, where writing or reading it is measured.")
          String method) {
    if (rows < 0 || warmup < 0 || repeats < 0) {
      throw new UsageException("--rows, --warmup and --repeats are 0 or more.");
    }
    CopyPipe pipe =
        PipeMethods.find(method)
            .orElseThrow(
                () ->
                    new UsageException(
                        "There is no method %s; allowed are %s."
                            .formatted(method, String.join(", ", PipeMethods.names()))));
    Endpoint endpoint = Endpoint.fromEnvironment(environment);
    BenchLayout layout = BenchLayout.fromEnvironment(environment);
    baseline(endpoint, layout, tables, pipe)
        .run(1 + warmup + repeats, rows, run -> run.appendTo(record));
  }

  private static CopyPipeBaseline baseline(
      Endpoint endpoint, BenchLayout layout, List<String> tables, CopyPipe pipe) {
    try {
      return new CopyPipeBaseline(
          endpoint,
          tables.stream()
              .map(table -> new TableCopy(layout.source().table(table), pipe.target(layout, table)))
              .toList(),
          pipe);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--table is a table's name of at most 58 bytes.");
    }
  }

  private static int wrongUsage(CommandLine line, Exception e) {
    String help = line.getCommandSpec().qualifiedName() + " --help";
    line.getErr().printf("weir-postgres: %s (see `%s`)%n", e.getMessage(), help);
    return ExitCode.USAGE.code();
  }

  private static int failed(Exception e, CommandLine line) {
    if (e instanceof UsageException) {
      return wrongUsage(line, e);
    }
    if (e instanceof ServerException || e instanceof MismatchException) {
      line.getErr().println("weir-postgres: " + e.getMessage());
      return e instanceof ServerException ? EXIT_ENVIRONMENT : EXIT_MISMATCH;
    }
    line.getErr().println("weir-postgres: internal error; please report it:");
    e.printStackTrace(line.getErr());
    return ExitCode.INTERNAL.code();
  }

  private static final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
      super(message);
    }
  }
}
