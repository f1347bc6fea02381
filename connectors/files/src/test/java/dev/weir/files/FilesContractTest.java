package dev.weir.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.contract.Capability;
import dev.weir.core.contract.ConnectorContract;
import dev.weir.core.contract.ContractPipeline;
import dev.weir.core.contract.Rows;
import dev.weir.core.contract.Rows.Row;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contract of connectors, with directories of files at both ends. */
class FilesContractTest {
  private abstract static class Directories extends ConnectorContract {
    @TempDir private Path directory;

    /** Such as {@code csv}, the format and its extension. */
    abstract String format();

    abstract String extension();

    String columns() {
      return ", columns: [id bigint not null, name text not null]";
    }

    abstract void write(OutputStream out, List<Row> rows) throws IOException;

    abstract List<Row> read(InputStream in) throws IOException;

    @Override
    protected Set<Capability> capabilities() {
      return Set.of(Capability.LANES, Capability.DISCOVER);
    }

    @Override
    protected ContractPipeline ends() {
      return new ContractPipeline(
          "files",
          "path: \"%s\"%s".formatted(directory.resolve("in"), columns()),
          "path: \"%s\", format: %s".formatted(directory.resolve("out"), format()),
          Map.of());
    }

    @Override
    protected void store(String stream, List<Row> rows) throws IOException {
      Path in = Files.createDirectories(directory.resolve("in"));
      try (OutputStream out = Files.newOutputStream(in.resolve(stream + "." + extension()))) {
        write(out, rows);
      }
    }

    @Override
    protected List<Row> target(String stream) throws IOException {
      List<Row> rows = new ArrayList<>();
      for (Path file : paths(directory.resolve("out").resolve(stream))) {
        if (!String.valueOf(file.getFileName()).startsWith(".")) {
          try (InputStream in = Files.newInputStream(file)) {
            rows.addAll(read(in));
          }
        }
      }
      return rows;
    }

    private static List<Path> paths(Path folder) throws IOException {
      if (!Files.isDirectory(folder)) {
        return List.of();
      }
      try (Stream<Path> paths = Files.walk(folder)) {
        return paths.filter(Files::isRegularFile).sorted().toList();
      }
    }

    @Override
    protected List<String> objects() throws IOException {
      return paths(directory.resolve("out")).stream().map(Path::toString).toList();
    }
  }

  @Nested
  class JsonLines extends Directories {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    String format() {
      return "jsonl";
    }

    @Override
    String extension() {
      return "jsonl";
    }

    @Override
    void write(OutputStream out, List<Row> rows) throws IOException {
      for (Row row : rows) {
        out.write((JSON.writeValueAsString(row) + "\n").getBytes(UTF_8));
      }
    }

    @Override
    List<Row> read(InputStream in) throws IOException {
      return JSON.readerFor(Row.class).<Row>readValues(in).readAll();
    }
  }

  @Nested
  class Csv extends Directories {
    @Override
    String format() {
      return "csv";
    }

    @Override
    String extension() {
      return "csv";
    }

    @Override
    void write(OutputStream out, List<Row> rows) throws IOException {
      out.write("id,name\r\n".getBytes(UTF_8));
      for (Row row : rows) {
        out.write((row.id() + "," + row.name() + "\r\n").getBytes(UTF_8));
      }
    }

    @Override
    List<Row> read(InputStream in) throws IOException {
      List<Row> rows = new ArrayList<>();
      CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
      try (CSVParser parser = CSVParser.parse(in, UTF_8, format)) {
        for (CSVRecord record : parser) {
          rows.add(new Row(Long.parseLong(record.get("id")), record.get("name")));
        }
      }
      return rows;
    }
  }

  @Nested
  class ArrowStream extends Directories {
    @Override
    String format() {
      return "arrow_stream";
    }

    @Override
    String extension() {
      return "arrows";
    }

    @Override
    String columns() {
      return "";
    }

    @Override
    void write(OutputStream out, List<Row> rows) throws IOException {
      try (RootAllocator allocator = new RootAllocator();
          var batch = Rows.batch(allocator, rows);
          ArrowStreamWriter writer = new ArrowStreamWriter(batch.root(), null, out)) {
        writer.start();
        writer.writeBatch();
        writer.end();
      }
    }

    @Override
    List<Row> read(InputStream in) throws IOException {
      List<Row> rows = new ArrayList<>();
      try (RootAllocator allocator = new RootAllocator();
          ArrowStreamReader reader = new ArrowStreamReader(in, allocator)) {
        VectorSchemaRoot root = reader.getVectorSchemaRoot();
        while (reader.loadNextBatch()) {
          BigIntVector ids = (BigIntVector) root.getVector("id");
          VarCharVector names = (VarCharVector) root.getVector("name");
          for (int i = 0; i < root.getRowCount(); i++) {
            rows.add(new Row(ids.get(i), String.valueOf(names.getObject(i))));
          }
        }
      }
      return rows;
    }
  }
}
