package dev.weir.core.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.core.config.Pipeline;
import dev.weir.core.config.PipelineConfig;
import dev.weir.core.connector.Cursor;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.connector.Split;
import dev.weir.core.error.ExitCode;
import dev.weir.core.pipeline.OutputPlan;
import dev.weir.core.pipeline.Planner;
import dev.weir.core.pipeline.ReadPlanning;
import dev.weir.core.pipeline.RunPlan;
import dev.weir.core.pipeline.RunPlan.StreamPlan;
import dev.weir.core.unit.ByteSize;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.arrow.vector.types.pojo.Field;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the plan of a run. */
@Command(
    name = "plan",
    description = {
      "Print what a run would do: its lanes, and for each stream",
      "where it resumes, its splits and how they are loaded. Changes nothing."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class)
final class ShowPlanCommand implements Callable<Integer> {
  private static final String NO_LOAD = "00000000-0000-0000-0000-000000000000";

  private final Session session;

  @Mixin private PipelineArguments arguments = new PipelineArguments();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  ShowPlanCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Pipeline pipeline = session.read(arguments.pipeline());
    try (SourceSession source = pipeline.source().connect(Optional.empty());
        DestinationSession destination = pipeline.destination().connect()) {
      RunPlan plan =
          new Planner(pipeline, NO_LOAD)
              .plan(ReadPlanning.on(source), destination, pipeline.config().streams(), false);
      PrintStream out = session.console().out();
      if (json) {
        out.println(json(pipeline.config(), plan));
      } else {
        text(pipeline.config(), plan).forEach(out::println);
      }
    }
    return ExitCode.OK.code();
  }

  private List<String> text(PipelineConfig config, RunPlan plan) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "pipeline %s: %s to %s, streams: %d, lanes: %d"
            .formatted(
                Printable.line(config.name()),
                config.sourceName(),
                config.destinationName(),
                plan.streams().size(),
                plan.lanes()));
    for (StreamPlan stream : plan.streams()) {
      lines.add("stream " + Printable.line(stream.name()));
      lines.add("  read   " + session.clean(resumption(stream)));
      lines.add("  load   " + session.clean(stream.load().strategy()));
      for (OutputPlan output : stream.outputs()) {
        lines.add(
            "  output %s of %s into %s: %s"
                .formatted(
                    Printable.line(output.name()),
                    Printable.line(output.transformName()),
                    Printable.line(output.target()),
                    session.clean(output.load().strategy())));
      }
      if (stream.savesState()) {
        lines.add("  state  of the transforms, kept with the receipt; one lane");
      }
      for (Split split : stream.read().splits()) {
        lines.add(
            "  split  %s, %s, %s"
                .formatted(split.id(), lower(split.part()), size(split.estimatedBytes())));
      }
      stream.notices().forEach(notice -> lines.add("  note   " + session.clean(notice.text())));
    }
    return lines;
  }

  private static String resumption(StreamPlan stream) {
    if (stream.resumption().from().reload()) {
      return "from the start, to add missing rows";
    }
    return stream
        .resumption()
        .from()
        .after()
        .map(cursor -> "after " + cursor.field() + " = " + cursor.value())
        .orElse("from the start");
  }

  private static String size(long bytes) {
    return bytes < 0
        ? "size unknown"
        : String.format(Locale.ROOT, "about %,.1f MiB", (double) bytes / ByteSize.MB);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String json(PipelineConfig config, RunPlan plan) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("pipeline", config.name());
    json.put("lanes", plan.lanes());
    ArrayNode streams = json.putArray("streams");
    for (StreamPlan stream : plan.streams()) {
      ObjectNode node = streams.addObject();
      node.put("name", stream.name());
      node.put("sync_mode", lower(stream.stream().syncMode()));
      stream.resumption().from().after().ifPresent(cursor -> put(node.putObject("after"), cursor));
      stream.read().upTo().ifPresent(cursor -> put(node.putObject("up_to"), cursor));
      node.put("load", stream.load().strategy());
      node.put("lanes", stream.lanes());
      node.put("saves_state", stream.savesState());
      ArrayNode outputs = node.putArray("outputs");
      stream.outputs().forEach(output -> put(outputs.addObject(), output));
      ArrayNode columns = node.putArray("columns");
      stream.read().schema().getFields().stream().map(Field::getName).forEach(columns::add);
      ArrayNode splits = node.putArray("splits");
      stream.read().splits().forEach(split -> put(splits.addObject(), split));
      ArrayNode notices = node.putArray("notices");
      stream.notices().forEach(notice -> notices.add(notice.text()));
    }
    return json.toString();
  }

  private static void put(ObjectNode node, Cursor cursor) {
    node.put("field", cursor.field());
    node.put("type", cursor.type());
    node.put("value", cursor.value());
  }

  private static void put(ObjectNode node, OutputPlan output) {
    node.put("transform", output.transformName());
    node.put("name", output.name());
    node.put("target", output.target());
    node.put("load", output.load().strategy());
  }

  private static void put(ObjectNode node, Split split) {
    node.put("id", split.id());
    node.put("part", lower(split.part()));
    if (split.estimatedBytes() >= 0) {
      node.put("estimated_bytes", split.estimatedBytes());
    }
    node.put("payload", split.payload());
  }
}
