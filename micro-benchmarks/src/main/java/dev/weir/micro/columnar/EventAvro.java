package dev.weir.micro.columnar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Events in Avro's binary encoding, one datum after another, from and to its generic records. The
 * encoder, the decoder and the record that is read into are reused.
 */
final class EventAvro {
  private static final Schema SCHEMA =
      SchemaBuilder.record("Event")
          .fields()
          .requiredInt("id")
          .requiredString("event_type")
          .requiredLong("user_id")
          .requiredDouble("amount")
          .requiredBoolean("is_active")
          .name("created_at")
          .type(LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG)))
          .noDefault()
          .endRecord();

  private final GenericDatumWriter<GenericRecord> writer = new GenericDatumWriter<>(SCHEMA);
  private final GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(SCHEMA);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
  private final BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(new byte[0], null);
  private final GenericRecord reused = new GenericData.Record(SCHEMA);
  private final List<GenericRecord> records;

  /** Makes the records. */
  EventAvro(List<EventRow> rows) {
    records = rows.stream().map(EventAvro::toRecord).toList();
  }

  private static GenericRecord toRecord(EventRow row) {
    GenericRecord made = new GenericData.Record(SCHEMA);
    made.put(0, row.id());
    made.put(1, row.type());
    made.put(2, row.userId());
    made.put(3, row.amount());
    made.put(4, row.active());
    made.put(5, row.createdAtMicros());
    return made;
  }

  /** Returns a read record as a row. */
  static EventRow toRow(GenericRecord read) {
    return new EventRow(
        (int) read.get(0),
        read.get(1).toString(),
        (long) read.get(2),
        (double) read.get(3),
        (boolean) read.get(4),
        (long) read.get(5));
  }

  /** Writes all records; returns their bytes, which the next call replaces. */
  ByteArrayOutputStream write() throws IOException {
    out.reset();
    for (GenericRecord each : records) {
      writer.write(each, encoder);
    }
    encoder.flush();
    return out;
  }

  /** Reads all records; each is valid until the next. */
  void read(byte[] bytes, Consumer<GenericRecord> consumer) throws IOException {
    BinaryDecoder from = DecoderFactory.get().binaryDecoder(bytes, decoder);
    while (!from.isEnd()) {
      consumer.accept(reader.read(reused, from));
    }
  }

  /** Returns the sum of the amounts of all records. */
  double sum(byte[] bytes) throws IOException {
    BinaryDecoder from = DecoderFactory.get().binaryDecoder(bytes, decoder);
    double sum = 0;
    while (!from.isEnd()) {
      sum += (double) reader.read(reused, from).get(3);
    }
    return sum;
  }
}
