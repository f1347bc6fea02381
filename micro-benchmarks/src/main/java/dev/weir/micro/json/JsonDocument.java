package dev.weir.micro.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.core.batch.Batch;
import dev.weir.files.jsonl.JsonLinesWriter;
import dev.weir.micro.Agreement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * Rows of one size as JSON lines, as objects, as trees and as columns; they have passed the gate.
 */
final class JsonDocument implements AutoCloseable {
  final List<JsonRow> rows;
  final byte[] lines;
  final List<JsonNode> trees = new ArrayList<>();
  final Batch batch;
  final BufferAllocator allocator = new RootAllocator();

  /** What the writers have written since it was reset. */
  final ByteArrayOutputStream out = new ByteArrayOutputStream();

  final JsonLinesWriter writer = JsonColumns.writer(out);

  /**
   * Creates a document of one million bytes, or of one row that is longer.
   *
   * @param rowBytes the size of one row's JSON, about
   */
  static JsonDocument ofRowBytes(int rowBytes) throws IOException {
    return new JsonDocument(JsonRow.rows(Math.max(1, 1_000_000 / rowBytes), rowBytes));
  }

  JsonDocument(List<JsonRow> rows) throws IOException {
    this.rows = rows;
    JsonStream.write(rows, out);
    lines = out.toByteArray();
    JsonTrees.read(lines, trees::add);
    batch = JsonColumns.read(lines, allocator);
    check("the stream, reading", readByStream(lines));
    check("the tree, reading", trees.stream().map(JsonTrees::row).toList());
    out.reset();
    JsonTrees.write(trees, out);
    check("the tree, writing", readByStream(out.toByteArray()));
    out.reset();
    JsonColumns.write(batch.root(), writer);
    check("weir", readByStream(out.toByteArray()));
  }

  /** Returns the rows of a document that any contender has written. */
  static List<JsonRow> readByStream(byte[] lines) throws IOException {
    List<JsonRow> found = new ArrayList<>();
    JsonStream.read(lines, found::add);
    return found;
  }

  /**
   * Passes if a contender has found the rows.
   *
   * @throws IllegalStateException if it has not
   */
  void check(String who, List<JsonRow> found) {
    Agreement.requireEqual(who, "the number of rows", rows.size(), found.size());
    for (int row = 0; row < rows.size(); row++) {
      Agreement.requireEqual(who, "row " + row, rows.get(row), found.get(row));
    }
  }

  @Override
  public void close() {
    batch.close();
    allocator.close();
  }
}
