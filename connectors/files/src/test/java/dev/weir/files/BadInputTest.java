package dev.weir.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.files.FilesPipeline.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid files and pipelines: one sentence with the place, the exit code, no target file. */
class BadInputTest {
  private static final String COLUMNS = "columns: [id bigint not null, name text, at timestamptz]";

  @TempDir private Path directory;

  private Outcome load(String name, byte[] content, String keys) throws IOException {
    Files.write(directory.resolve(name), content);
    return run(directory.resolve(name), keys, directory.resolve("out.jsonl"), "");
  }

  private Outcome run(Path from, String keys, Path to, String destinationKeys) throws IOException {
    return FilesPipeline.run(
        new FilesPipeline(directory)
            .write(
                FilesPipeline.files(from, keys),
                "{ name: t }",
                FilesPipeline.files(to, "") + destinationKeys));
  }

  private void assertRefused(Outcome outcome, int code, String... texts) throws IOException {
    assertThat(outcome.err()).contains(texts);
    assertThat(outcome.err().lines().filter(line -> line.startsWith("weir: "))).hasSize(1);
    assertThat(outcome.code()).isEqualTo(code);
    assertThat(targetFiles()).isEmpty();
  }

  /** Returns the files that the destination has left, without the lock. */
  private List<String> targetFiles() throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths
          .map(path -> String.valueOf(path.getFileName()))
          .filter(name -> name.contains("out.") && !name.endsWith("lock"))
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "t.csv | id,name,at~1,a,b~ | line 2 | column at | timestamp with time zone",
        "t.csv | id,name,at~1,a,~x,b,~ | line 3 | column id | `\"x\"`",
        "t.csv | id,name,at~,a,~ | line 2 | column id | NOT NULL",
        "t.csv | id,name,at~1,a,~2,b~ | line 3 | 2 fields | 3",
        "t.csv | id,name,at~1,a,,~ | line 2 | 4 fields | 3",
        "t.csv | id,name,at~1,\"a | line | ends within | quoted",
        "t.csv | id,name~1,a~ | line 1 | \"at\" | missing",
        "t.csv | id,name,at,more~ | line 1 | \"more\" | not a column",
        "t.jsonl | {\"id\":1}~{\"id\":9223372036854775808}~ | line 2 | column id | out of range",
        "t.jsonl | {\"id\":1}~{\"id\":2,\"name\":\"a | line 2 | ends within | object",
        "t.jsonl | {\"id\":1}~~{\"id\":2,\"name\":7}~ | line 3 | column name | number 7",
        "t.jsonl | {\"id\":1,\"id\":2}~ | line 1 | column id | two values",
        "t.jsonl | {\"id\":1,\"nam\":2}~ | line 1 | nam | not a column",
        "t.jsonl | {\"id\":1}~[1]~ | line 2 | row | not a JSON object",
        "t.jsonl | {\"id\":1}~{id:2}~ | line 2 | not JSON | files",
        "t.jsonl | {\"name\":\"x\"}~ | line 1 | column id | NOT NULL",
      })
  void run_invalidRow_isADataErrorWithLine(
      String name, String content, String first, String second, String third) throws IOException {
    byte[] bytes = content.replace('~', '\n').getBytes(StandardCharsets.UTF_8);
    Outcome outcome = load(name, bytes, COLUMNS);

    int code = outcome.err().contains("is not a column") || name.isEmpty() ? 3 : 4;
    assertRefused(outcome, content.startsWith("id,name~") ? 3 : code, "t.", first, second, third);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "numeric(5,2) | 1.239 | scale",
        "numeric(5,2) | 1239e-3 | scale",
        "numeric(5,2) | 1000 | out of range",
        "numeric(5,2) | Infinity | out of range",
        "numeric(3,-2) | 150 | scale",
        "numeric(3,5) | 0.01 | out of range",
        "varchar(3) | abcd | longer than 3 characters",
        "varchar(3) | 'abc ' | longer than 3 characters",
        "char | ab | longer than 1 characters",
        "timestamp(3) | 2024-01-01 00:00:00.0001 | digits of a second",
        "jsonb | {\"a\" | not JSON",
        "jsonb | 1 2 | second value"
      })
  void run_valueThatTheTypeWouldChange_isADataErrorOfTheColumn(
      String type, String value, String reason) throws IOException {
    String csv = "id,v\n1,\n2,\"" + value.replace("\"", "\"\"") + "\"\n";
    Outcome outcome =
        load(
            "t.csv", csv.getBytes(StandardCharsets.UTF_8), "columns: [id int, \"v " + type + "\"]");

    assertRefused(outcome, 4, "column v", "t.csv, line 3", reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "numeric(5,2) | -999.990",
        "numeric(5,2) | 12.5e1",
        "numeric(5,2) | 00123.45",
        "numeric(5,2) | NaN",
        "numeric(3,-2) | 99900",
        "numeric(3,5) | -0.00999",
        "numeric | 1e-400",
        "varchar(3) | äöü",
        "timestamp(3) | 2024-01-01T00:00:00.123000",
        "jsonb | [1, \"x\"]"
      })
  void run_valueThatFitsTheType_isLoaded(String type, String value) throws IOException {
    String csv = "v\n\"" + value.replace("\"", "\"\"") + "\"\n";
    Outcome outcome =
        load("t.csv", csv.getBytes(StandardCharsets.UTF_8), "columns: [\"v " + type + "\"]");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.code()).isZero();
  }

  @Test
  void run_longName_isADataError() throws IOException {
    byte[] csv = ("v\n" + "x".repeat(64) + "\n").getBytes(StandardCharsets.UTF_8);

    assertRefused(load("t.csv", csv, "columns: [v name]"), 4, "column v", "longer than 63 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"t.csv.gz", "t.jsonl.zst"})
  void run_notCompressed_isADataError(String name) throws IOException {
    byte[] text = "id,name,at\n1,a,\n2,b,\n".getBytes(StandardCharsets.UTF_8);

    assertRefused(load(name, text, COLUMNS), 4, name, "compressed data are invalid", "compression");
  }

  @Test
  void run_jsonNestedDeeply_isLoaded() throws IOException {
    String json = "[".repeat(5_000) + "]".repeat(5_000);
    byte[] row = ("{\"v\":" + json + "}\n").getBytes(StandardCharsets.UTF_8);

    assertThat(load("t.jsonl", row, "columns: [v json]").code()).isZero();
    assertThat(directory.resolve("out.jsonl")).hasBinaryContent(row);
  }

  @ParameterizedTest
  @CsvSource({"t.csv, 'id,name,at\n1,%,\n'", "t.jsonl, '{\"id\":1,\"name\":\"%\"}\n'"})
  void run_fileNotInUtf8_isRefused(String name, String content) throws IOException {
    byte[] bytes = content.replace('%', '\u00ff').getBytes(StandardCharsets.ISO_8859_1);

    assertRefused(load(name, bytes, COLUMNS), 4, name, "not in UTF-8", "iconv");
    assertRefused(load(name, content.getBytes(StandardCharsets.UTF_16), COLUMNS), 4, "UTF-8");
  }

  @ParameterizedTest
  @CsvSource({"t.arrow", "t.arrows", "t.csv.gz", "t.jsonl.zst"})
  void run_truncatedFile_isRefused(String name) throws IOException {
    Path source = directory.resolve("source.csv");
    StringBuilder rows = new StringBuilder("id,name,at\n");
    for (int i = 0; i < 20_000; i++) {
      rows.append(i).append(",name ").append(i * 7919L).append(",\n");
    }
    Files.writeString(source, rows);
    Path whole = directory.resolve(name);
    assertThat(run(source, COLUMNS, whole, "").code()).isZero();
    byte[] bytes = Files.readAllBytes(whole);
    String keys = name.contains("arrow") ? "" : COLUMNS;

    for (int length : new int[] {bytes.length / 2, bytes.length / 3, 3}) {
      assertRefused(load(name, Arrays.copyOf(bytes, length), keys), 4, name, "truncated");
    }
  }

  @Test
  void run_arrowFileWithoutItsEnd_isTruncated() throws IOException {
    Path source = Files.writeString(directory.resolve("source.csv"), "id,name,at\n1,a,\n");
    Path whole = directory.resolve("t.arrows");
    assertThat(run(source, COLUMNS, whole, "").code()).isZero();
    byte[] bytes = Files.readAllBytes(whole);

    // The end marker of a stream has eight bytes.
    assertRefused(load("t.arrows", Arrays.copyOf(bytes, bytes.length - 8), ""), 4, "truncated");

    Path file = directory.resolve("t.arrow");
    assertThat(run(source, COLUMNS, file, "").code()).isZero();
    byte[] withFooter = Files.readAllBytes(file);
    // The last bytes are those of the format's magic.
    for (int missing : new int[] {1, 6, 20}) {
      byte[] cut = Arrays.copyOf(withFooter, withFooter.length - missing);
      assertRefused(load("t.arrow", cut, ""), 4, "truncated");
    }
  }

  @Test
  void run_missingFileOrStream_isRefused() throws IOException {
    Path missing = directory.resolve("absent.csv");
    assertRefused(run(missing, "", directory.resolve("out.jsonl"), ""), 3, "absent.csv does not");
    Path folder = Files.createDirectory(directory.resolve("in"));
    Files.writeString(folder.resolve("tt.csv"), "id\n1\n");
    assertRefused(run(folder, "", directory.resolve("out.jsonl"), ""), 3, "Did you mean \"tt\"?");
  }

  @Test
  void run_unknownFormat_isRefused() throws IOException {
    Files.writeString(directory.resolve("t.xlsx"), "id\n1\n");
    Outcome outcome = run(directory.resolve("t.xlsx"), "", directory.resolve("out.jsonl"), "");

    assertThat(outcome.err()).contains("source.config.path", "extension of t.xlsx", "set format");
    assertThat(outcome.code()).isEqualTo(2);
  }

  @Test
  void run_upsert_isRefused() throws IOException {
    Path source = Files.writeString(directory.resolve("t.csv"), "id,name,at\n1,a,\n");

    assertRefused(
        run(source, "", directory.resolve("out.csv"), ", write_mode: upsert, primary_key: [id]"),
        2,
        "write_mode: upsert is not possible");
  }

  @Test
  void run_appendToAnExistingFile_isRefusedAndKeepsIt() throws IOException {
    Path source = Files.writeString(directory.resolve("t.csv"), "id,name,at\n1,a,\n");
    Path target = Files.writeString(directory.resolve("kept.csv"), "old");

    Outcome outcome = run(source, "", target, "");

    assertThat(outcome.err()).contains("kept.csv exists", "write_mode: replace");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(target).hasContent("old");
  }

  @Test
  void run_inferredTypes_areTold() throws IOException {
    Path source =
        Files.writeString(directory.resolve("t.csv"), "id,code,ok,x\n1,007,true,\n2,8,false,1.5\n");

    Outcome outcome = run(source, "", directory.resolve("out.jsonl"), "");

    assertThat(outcome.err()).contains("id bigint, code text, ok boolean, x numeric");
    assertThat(directory.resolve("out.jsonl"))
        .hasContent(
            """
            {"id":1,"code":"007","ok":true,"x":null}
            {"id":2,"code":"8","ok":false,"x":1.5}
            """);
  }
}
