package dev.weir.micro.columnar;

import dev.weir.core.batch.Batch;
import dev.weir.micro.Agreement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The same events in three formats, which have passed their gate. */
final class EventFormats implements AutoCloseable {
  final EventIpc ipc;
  final EventJson json;
  final EventAvro avro;
  final byte[] jsonBytes;
  final byte[] avroBytes;
  private final List<EventRow> rows;

  EventFormats(int count) throws IOException {
    rows = Events.rows(count);
    ipc = new EventIpc(rows);
    json = new EventJson(rows);
    avro = new EventAvro(rows);
    jsonBytes = json.write().toByteArray();
    avroBytes = avro.write().toByteArray();
  }

  /** Holds all formats to the rows, and their sums to each other. */
  void check() throws IOException {
    List<EventRow> found = new ArrayList<>();
    try (Batch batch = ipc.read()) {
      for (int row = 0; row < batch.rows(); row++) {
        found.add(Events.row(batch.root(), row));
      }
    }
    check("ipc", found, ipc.sum());
    found.clear();
    json.read(jsonBytes, found::add);
    check("json", found, json.sum(jsonBytes));
    found.clear();
    avro.read(avroBytes, record -> found.add(EventAvro.toRow(record)));
    check("avro", found, avro.sum(avroBytes));
  }

  /**
   * Passes if a format returns the rows and the sum of their amounts.
   *
   * @throws IllegalStateException if it does not
   */
  void check(String who, List<EventRow> found, double sum) {
    Agreement.requireEqual(who, "the number of rows", rows.size(), found.size());
    double expected = 0;
    for (int row = 0; row < rows.size(); row++) {
      Agreement.requireEqual(who, "row " + row, rows.get(row), found.get(row));
      expected += rows.get(row).amount();
    }
    Agreement.requireEqual(who, "the sum", expected, sum);
  }

  @Override
  public void close() {
    ipc.close();
  }
}
