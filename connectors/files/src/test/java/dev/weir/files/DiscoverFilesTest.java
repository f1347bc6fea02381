package dev.weir.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.files.QueryProcess.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir discover} of a directory. */
class DiscoverFilesTest {
  @TempDir private Path directory;

  private Outcome discover(String... options) throws Exception {
    Path document =
        new FilesPipeline(directory)
            .write(
                FilesPipeline.files(directory.resolve("data"), ""),
                "{ name: x }",
                FilesPipeline.files(directory.resolve("out/"), "format: csv"));
    return QueryProcess.run(
        Stream.concat(Stream.of("discover", document.toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  @Test
  void discover_columnsThatCannotBeRead_areListedWithTheOthers() throws Exception {
    Path data = Files.createDirectory(directory.resolve("data"));
    DuckDb.execute(
        """
        COPY (SELECT 1 AS id, MAP {'a': 1} AS attributes, 2::ubigint AS large, 'x' AS note)
        TO '%s' (FORMAT parquet)
        """
            .formatted(data.resolve("a_first.parquet")));
    Files.writeString(data.resolve("b_second.csv"), "id,name\n1,x\n");
    writeDictionary(data.resolve("c_third.arrows"));

    Outcome outcome = discover();

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .contains("a_first (file)", "b_second (file)", "id bigint", "name text", "c_third (file)")
        .anyMatch(line -> line.startsWith("attributes not supported: required group attributes"))
        .anyMatch(line -> line.startsWith("large not supported: required int64 large"))
        .anyMatch(line -> line.startsWith("note Utf8"))
        .contains("kind not supported: dictionary encoding");
    assertThat(discover("--json").out()).contains("\"name\":\"large\",\"type\":\"not supported: ");
  }

  private static void writeDictionary(Path file) throws Exception {
    DictionaryEncoding encoding = new DictionaryEncoding(1, false, new ArrowType.Int(32, true));
    Field field =
        new Field("kind", new FieldType(true, new ArrowType.Int(32, true), encoding), null);
    try (RootAllocator allocator = new RootAllocator();
        VarCharVector words = new VarCharVector("words", allocator);
        VectorSchemaRoot root = VectorSchemaRoot.create(new Schema(List.of(field)), allocator)) {
      words.setSafe(0, new byte[] {'x'});
      words.setValueCount(1);
      MapDictionaryProvider dictionaries =
          new MapDictionaryProvider(new Dictionary(words, encoding));
      try (ArrowStreamWriter writer =
          new ArrowStreamWriter(root, dictionaries, Files.newOutputStream(file))) {
        writer.start();
        writer.end();
      }
    }
  }
}
