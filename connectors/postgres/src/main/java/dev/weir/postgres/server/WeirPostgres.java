package dev.weir.postgres.server;

import dev.weir.core.connector.Digest;
import dev.weir.core.error.ExitCode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code weir-postgres}: servers, data and the physical limit, for the benchmark. */
@Command(
    name = "weir-postgres",
    description = "Postgres servers, data and the physical limit, for the benchmark.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false)
public final class WeirPostgres {
  /** Rows are not what they must be. */
  private static final int EXIT_MISMATCH = 4;

  /** No server, or none that can be used. */
  private static final int EXIT_ENVIRONMENT = 5;

  private final Map<String, String> environment;
  private final PrintWriter out;

  WeirPostgres(Map<String, String> environment, PrintWriter out) {
    this.environment = environment;
    this.out = out;
  }

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    System.exit(commandLine(System.getenv(), out).execute(args));
  }

  static CommandLine commandLine(Map<String, String> environment, PrintWriter out) {
    CommandLine line = new CommandLine(new WeirPostgres(environment, out));
    line.setParameterExceptionHandler((e, words) -> wrongUsage(e.getCommandLine(), e));
    line.setExecutionExceptionHandler((e, failed, result) -> failed(e, failed));
    return line;
  }

  @Command(
      description =
          "Starts a server with the databases source and destination, and stops it at the end of"
              + " standard input, or at SIGTERM or SIGINT.",
      mixinStandardHelpOptions = true)
  void serve(
      @Option(
              names = "--postgres",
              paramLabel = "PROVIDER",
              defaultValue = "${env:BENCH_POSTGRES:-auto}",
              description =
                  "auto, embedded, docker, or a URL; default: BENCH_POSTGRES of the environment,"
                      + " which hides a password better than an argument, else auto.")
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
          Path ready) {
    new Serving(postgres, work, ready)
        .run(
            System.in,
            server ->
                out.printf(
                    "%s (%s) at %s%n", server.version(), server.provider(), server.endpoint()));
  }

  @Command(
      description =
          "Ends what serves from a work directory, and removes what a killed run left there.",
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
      description = "Runs a file that makes tables, on the server that PGHOST and so on name.",
      mixinStandardHelpOptions = true)
  void seed(
      @Option(
              names = "--file",
              required = true,
              paramLabel = "FILE",
              description = "SQL, with variables as psql has them.")
          Path file,
      @Option(
              names = "--set",
              paramLabel = "NAME=VALUE",
              description = "A variable; rows is also how many rows each table must have.")
          Map<String, String> variables,
      @Option(
              names = "--database",
              defaultValue = "source",
              paramLabel = "NAME",
              description = "Default: ${DEFAULT-VALUE}.")
          String database,
      @Option(
              names = "--facts",
              paramLabel = "FILE",
              defaultValue = Option.NULL_VALUE,
              description = "Where to leave a JSON object about the server and the data.")
          Optional<Path> facts) {
    Endpoint endpoint = Endpoint.fromEnvironment(environment);
    Map<QualifiedTable, Digest> tables =
        Seed.read(file, variables == null ? Map.of() : variables).run(endpoint, database);
    String provider = environment.getOrDefault("WEIR_POSTGRES_PROVIDER", ExternalServer.PROVIDER);
    facts.ifPresent(to -> FactsFile.write(to, provider, endpoint, database, tables));
    tables.forEach(
        (table, digest) ->
            out.printf("%s: %d rows, digest %s%n", table, digest.rows(), digest.hashText()));
  }

  @Command(
      description =
          "Measures the physical limit: the table's binary COPY stream, from the database source to"
              + " destination, with nobody looking at it.",
      mixinStandardHelpOptions = true)
  void pipe(
      @Option(
              names = "--table",
              required = true,
              paramLabel = "NAME",
              description = "A table in the schema public of the source.")
          String table,
      @Option(
              names = "--rows",
              required = true,
              paramLabel = "N",
              description = "How many rows the table must have.")
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
              description = "psql, pass-through, or auto: psql where it is there.")
          String method) {
    if (rows < 0 || warmup < 0 || repeats < 0) {
      throw new UsageException("--rows, --warmup and --repeats are 0 or more.");
    }
    if (table.isBlank()) {
      throw new UsageException("--table is a table's name.");
    }
    new CopyPipeBaseline(
            Endpoint.fromEnvironment(environment),
            new CopyPipe.Leg("source", new QualifiedTable("public", table)),
            new CopyPipe.Leg("destination", new QualifiedTable("raw", table)),
            pipe(method))
        .run(1 + warmup + repeats, rows, run -> run.appendTo(record));
  }

  private CopyPipe pipe(String method) {
    return switch (method) {
      case "auto" -> PsqlPipe.isInstalled() ? new PsqlPipe() : new PassThroughPipe();
      case PsqlPipe.NAME -> new PsqlPipe();
      case PassThroughPipe.NAME -> new PassThroughPipe();
      default ->
          throw new UsageException(
              "There is no method " + method + "; allowed are auto, psql, pass-through.");
    };
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
    line.getErr().println("weir-postgres: an error of its own; please report it:");
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
