package dev.weir.core.config;

import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.StreamQuery;
import dev.weir.core.connector.SyncMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads {@code source.streams}. */
final class StreamsReader {
  private static final Pattern PARAMETER_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private StreamsReader() {}

  static List<StreamConfig> read(NodeSettings source, NameChecks names) {
    List<NodeSettings> sections = source.sections("streams");
    if (!source.has("streams")) {
      source.missing("streams");
    } else if (sections.isEmpty()) {
      source.reject("streams", "names no stream; allowed: one or more");
    }
    List<StreamConfig> streams = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    for (NodeSettings section : sections) {
      StreamConfig stream = stream(section, names);
      Integer first = lines.putIfAbsent(stream.name(), section.line("name"));
      if (first != null && !stream.name().isEmpty()) {
        section.reject("name", "found the stream of line " + first + " again; allowed: once");
      }
      streams.add(stream);
    }
    return streams;
  }

  private static StreamConfig stream(NodeSettings section, NameChecks names) {
    String name = names.required(section, "name");
    SyncMode syncMode = section.choice("sync_mode", SyncMode.FULL_REFRESH);
    Optional<String> cursorField = section.optionalText("cursor_field");
    cursorField.ifPresent(field -> names.check(section, "cursor_field", field));
    checkCursor(section, syncMode);
    List<String> columns = section.texts("columns");
    names.checkDistinct(section, "columns", columns);
    if (syncMode == SyncMode.INCREMENTAL
        && !columns.isEmpty()
        && cursorField.filter(field -> !columns.contains(field)).isPresent()) {
      section.reject("columns", "leaves out the cursor_field; an incremental stream carries it");
    }
    if (section.has("columns") && columns.isEmpty()) {
      section.reject("columns", "names no column; leave the key out for all columns");
    }
    Optional<String> where = section.optionalText("where");
    where
        .filter(String::isBlank)
        .ifPresent(blank -> section.reject("where", "is empty; leave the key out for all rows"));
    Optional<String> cursorLag = section.optionalText("cursor_lag");
    boolean countUnread = section.flag("count_unread", true);
    if (syncMode != SyncMode.INCREMENTAL) {
      for (String key : List.of("cursor_lag", "count_unread")) {
        if (section.has(key)) {
          section.reject(key, "is for sync_mode incremental only; leave it out");
        }
      }
    }
    List<String> primaryKey = section.texts("primary_key");
    names.checkDistinct(section, "primary_key", primaryKey);
    if (section.has("primary_key") && primaryKey.isEmpty()) {
      section.reject("primary_key", "names no column; leave the key out, or name one or more");
    }
    Optional<StreamQuery> query = query(section, syncMode);
    OptionalLong rowsMax = rowsMax(section, syncMode);
    section.rejectUnknownKeys();
    return new StreamConfig(
        name,
        syncMode,
        cursorField,
        columns,
        where,
        cursorLag,
        primaryKey,
        countUnread,
        query,
        rowsMax);
  }

  private static Optional<StreamQuery> query(NodeSettings section, SyncMode syncMode) {
    Optional<String> text = section.optionalText("query");
    NodeSettings given = section.section("parameters");
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String name : given.keys()) {
      if (!PARAMETER_NAME.matcher(name).matches()) {
        given.reject(name, "is no name of a parameter; allowed: letters, digits and underscores");
      }
      given.optionalText(name).ifPresent(value -> parameters.put(name, value));
    }
    if (text.filter(String::isBlank).isPresent()) {
      section.reject("query", "is empty; leave the key out to read a table");
    }
    if (text.isEmpty() && section.has("parameters")) {
      section.reject("parameters", "are for a query only; leave the key out");
    }
    if (text.isPresent() && syncMode == SyncMode.INCREMENTAL) {
      section.reject("query", "has no cursor; allowed with sync_mode incremental: a table");
    }
    return text.map(sql -> new StreamQuery(sql, parameters));
  }

  private static OptionalLong rowsMax(NodeSettings section, SyncMode syncMode) {
    if (!section.has("limit")) {
      return OptionalLong.empty();
    }
    if (syncMode == SyncMode.INCREMENTAL) {
      section.reject("limit", "is for sync_mode full_refresh only; leave it out");
    }
    return OptionalLong.of(section.integer("limit", 0, 0, Integer.MAX_VALUE));
  }

  private static void checkCursor(NodeSettings section, SyncMode syncMode) {
    boolean given = section.has("cursor_field");
    switch (syncMode) {
      case FULL_REFRESH -> {
        if (given) {
          section.reject("cursor_field", "is for sync_mode incremental only; leave it out");
        }
      }
      case INCREMENTAL -> {
        if (!given) {
          section.reject("cursor_field", "is missing; sync_mode incremental is ordered by it");
        }
      }
    }
  }
}
