package dev.weir.rules.cli;

import dev.weir.core.cli.VersionProvider;
import dev.weir.core.error.ExitCode;
import dev.weir.core.error.WeirException;
import dev.weir.rules.alert.AlertFactory;
import dev.weir.rules.alert.AlertJson;
import dev.weir.rules.engine.RuleEngine;
import dev.weir.rules.engine.RuleMatch;
import dev.weir.rules.eql.evaluate.EvaluationMode;
import dev.weir.rules.input.EventFactory;
import dev.weir.rules.input.EventNames;
import dev.weir.rules.input.InputException;
import dev.weir.rules.input.JsonEvents;
import dev.weir.rules.input.RawEvent;
import dev.weir.rules.input.SchemaInference;
import dev.weir.rules.rule.Rule;
import dev.weir.rules.rule.RuleDirectory;
import dev.weir.rules.rule.RuleLoading;
import dev.weir.rules.rule.RuleMode;
import dev.weir.rules.rule.RuleSet;
import dev.weir.rules.rule.RuleSettings;
import dev.weir.rules.rule.RulesError;
import dev.weir.rules.sequence.SequenceException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs rules over a file of events. */
@Command(
    name = "run",
    description = {
      "Run the rules of a directory over a file of events, one JSON object a line.",
      "Alerts are JSON lines on standard output. The end of the file is the end of all events."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class)
final class RunRulesCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;

  @Parameters(paramLabel = "DIR", description = "The directory of rule files.")
  private Path directory = Path.of("");

  @Option(names = "--events", paramLabel = "FILE", required = true, description = "The events.")
  private Path events = Path.of("");

  @Option(
      names = "--time",
      paramLabel = "FIELD",
      description =
          "The field of the time: milliseconds since the epoch, or ISO 8601. Default: that of"
              + " schema.yaml, or time.")
  private Optional<String> time = Optional.empty();

  @Option(
      names = "--type",
      paramLabel = "FIELD",
      description = "The field of the event type. Default: that of schema.yaml, or type.")
  private Optional<String> type = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "FIELD",
      description = "The field of the entity key. Default: that of schema.yaml, or none.")
  private Optional<String> key = Optional.empty();

  @Option(
      names = "--lateness",
      paramLabel = "DURATION",
      converter = LatenessConverter.class,
      description =
          "How much earlier than the latest event an event may be, such as 30s. Default: that of"
              + " schema.yaml, or 0s.")
  private Optional<Duration> lateness = Optional.empty();

  @Option(names = "--statistics", description = "Print the counters of each rule to stderr.")
  private boolean statistics;

  RunRulesCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    RuleDirectory read = RuleDirectory.read(directory);
    EventNames found = read.names();
    EventNames names =
        new EventNames(time.orElse(found.time()), type.orElse(found.type()), key.or(found::key));
    RuleDirectory files = read.withNames(names);
    SchemaInference inference = new SchemaInference(names);
    if (files.needsData()) {
      forEachEvent(inference::add);
    }
    RuleSet rules = RuleLoading.load(directory, () -> files.check(inference));
    run(rules);
    return ExitCode.OK.code();
  }

  private void run(RuleSet rules) {
    RuleSettings settings = lateness.map(rules.settings()::withLateness).orElse(rules.settings());
    try (RuleEngine engine = new RuleEngine(rules.schema(), EvaluationMode.CLOSURES, settings)) {
      rules.rules().forEach(engine::load);
      run(rules, engine);
    }
  }

  private void run(RuleSet rules, RuleEngine engine) {
    AlertFactory alerts = new AlertFactory(rules.schema(), rules.names().key());
    AlertJson json = new AlertJson(rules.schema());
    EventFactory factory = new EventFactory(rules.schema(), rules.names());
    RuleMatch.Sink sink = match -> out.println(json.line(alerts.alert(match)));
    forEachEvent(raw -> engine.process(factory.event(raw, Optional.empty()), sink));
    engine.finish(sink);
    for (Rule rule : rules.rules()) {
      if (rule.mode() == RuleMode.COUNT) {
        err.printf("count: %s: %d matches%n", rule.id(), engine.matches().get(rule.id()));
      }
    }
    if (statistics) {
      RuleStatistics.lines(engine).forEach(err::println);
    }
    engine.notes().forEach(note -> err.println("note: " + note));
  }

  /** Takes an event of the file. */
  @FunctionalInterface
  private interface EventConsumer {
    void accept(RawEvent event) throws InputException;
  }

  private void forEachEvent(EventConsumer consumer) {
    try (JsonEvents lines = new JsonEvents(events)) {
      forEachEvent(lines, consumer);
    } catch (NoSuchFileException e) {
      throw RulesError.EVENTS_FILE.at(events + " does not exist").causedBy(e);
    } catch (CharacterCodingException e) {
      throw RulesError.EVENTS_FILE.at(events + " is not in UTF-8").causedBy(e);
    } catch (IOException e) {
      throw RulesError.EVENTS_FILE.at(events + " cannot be read: " + e.getMessage()).causedBy(e);
    }
  }

  private void forEachEvent(JsonEvents lines, EventConsumer consumer) throws IOException {
    try {
      for (Optional<RawEvent> event = lines.next(); event.isPresent(); event = lines.next()) {
        consumer.accept(event.get());
      }
    } catch (InputException | SequenceException e) {
      throw invalid(lines.line(), e);
    }
  }

  private WeirException invalid(long line, Exception e) {
    return RulesError.EVENT.at(events + ", line " + line + ": " + e.getMessage()).causedBy(e);
  }
}
