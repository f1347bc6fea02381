package dev.weir.postgres.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.connector.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One run of a pipe, in the form of the engine's record.
 *
 * @param repeat the run's number in its process, from 1
 * @param source the digest of the source's table
 * @param dest the digest of the destination's table after the run
 * @param durationSecs from before the first connection to after the commit
 */
record PipeRun(
    String runId,
    int repeat,
    Digest source,
    Digest dest,
    double durationSecs,
    String serverVersion,
    String method) {
  private static final int RECORD_VERSION = 1;

  /** Appends the run as one line of JSON. */
  void appendTo(Path file) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("record_version", RECORD_VERSION);
    fields.put("pipeline", "pipe");
    fields.put("run_id", runId);
    fields.put("repeat", repeat);
    fields.put("records_read", source.rows());
    fields.put("records_written", dest.rows());
    fields.put("source_hash", source.hashText());
    fields.put("dest_hash", dest.hashText());
    fields.put("dest_rows", dest.rows());
    fields.put("duration_secs", durationSecs);
    fields.put("jdk", Runtime.version().toString());
    fields.put("source_version", serverVersion);
    fields.put("dest_version", serverVersion);
    fields.put("load_method", method);
    fields.put("codec", "none");
    try {
      append(file, new ObjectMapper().writeValueAsString(fields) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Appends lines to a file of records. */
  static void append(Path file, String lines) {
    try {
      Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new ServerException(
          "The record cannot be written to " + file + "; free some space, or name another file.",
          e);
    }
  }
}
