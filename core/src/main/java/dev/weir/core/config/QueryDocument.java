package dev.weir.core.config;

import dev.weir.core.config.QuerySettings.From;
import dev.weir.core.config.YamlNode.Entry;
import dev.weir.core.config.YamlNode.Mapping;
import dev.weir.core.config.YamlNode.Scalar;
import dev.weir.core.config.YamlNode.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the document of a pipeline that is described by a command line. */
final class QueryDocument {
  private static final String STREAM = "query";
  private static final String STANDARD_OUTPUT = "-";

  private QueryDocument() {}

  /** Returns the document; empty if the source's own document cannot be read. */
  static Optional<Mapping> of(QuerySettings query, Problems problems) {
    return source(query, problems)
        .map(
            source -> {
              Map<String, YamlNode> top = new LinkedHashMap<>();
              top.put("version", text(PipelineReader.VERSION));
              top.put("pipeline", text(STREAM));
              top.put("source", source);
              top.put("destination", destination(query));
              top.put(
                  "resources",
                  texts(Map.of("max_batch_bytes", query.batchBytes(), "max_retries", "0")));
              return mapping(top);
            });
  }

  private static Optional<YamlNode> source(QuerySettings query, Problems problems) {
    Map<String, YamlNode> source = new LinkedHashMap<>();
    if (query.source() instanceof From.ConnectorConfig given) {
      source.put("use", text(given.connector()));
      source.put("config", texts(given.config()));
    } else if (query.source() instanceof From.PipelineFile pipeline) {
      Optional<Mapping> document =
          DocumentFile.read(pipeline.file(), problems)
              .flatMap(text -> YamlParser.parse(text, problems));
      if (document.isEmpty()) {
        return Optional.empty();
      }
      Entry found = document.get().entries().get("source");
      if (found == null || !(found.value() instanceof Mapping section)) {
        problems.add("source", 0, "is missing");
        return Optional.empty();
      }
      section.entries().forEach((key, entry) -> source.put(key, entry.value()));
    }
    if (query.writes()) {
      source.put("config", withWrites(source.getOrDefault("config", mapping(Map.of()))));
    }
    source.put("streams", new Sequence(List.of(stream(query)), 0));
    return Optional.of(mapping(source));
  }

  private static YamlNode withWrites(YamlNode config) {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    if (config instanceof Mapping given) {
      given.entries().forEach((key, entry) -> entries.put(key, entry.value()));
    }
    entries.put("read_only", text("false"));
    return mapping(entries);
  }

  private static YamlNode stream(QuerySettings query) {
    Map<String, YamlNode> stream = new LinkedHashMap<>();
    stream.put("name", text(STREAM));
    query.stream().forEach((key, value) -> stream.put(key, text(value)));
    if (!query.parameters().isEmpty()) {
      stream.put("parameters", texts(query.parameters()));
    }
    return mapping(stream);
  }

  private static YamlNode destination(QuerySettings query) {
    Map<String, String> config = new LinkedHashMap<>();
    config.put("path", query.file().map(Object::toString).orElse(STANDARD_OUTPUT));
    query.format().ifPresent(format -> config.put("format", format));
    config.put("receipts", "none");
    Map<String, YamlNode> destination = new LinkedHashMap<>();
    destination.put("use", text("files"));
    destination.put("config", texts(config));
    destination.put("write_mode", text("replace"));
    return mapping(destination);
  }

  private static YamlNode texts(Map<String, String> values) {
    Map<String, YamlNode> nodes = new LinkedHashMap<>();
    values.forEach((key, value) -> nodes.put(key, text(value)));
    return mapping(nodes);
  }

  private static Mapping mapping(Map<String, YamlNode> values) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    values.forEach((key, value) -> entries.put(key, new Entry(0, value)));
    return new Mapping(entries, 0);
  }

  /** Returns a text as if in quotes, in which nothing refers to a variable. */
  private static Scalar text(String value) {
    return new Scalar(value.replace("${", "$${"), false, 0);
  }
}
