package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.config.Pipeline;
import dev.weir.core.connector.ValueForm;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.Cancellation;
import dev.weir.core.pipeline.Progress;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.IntervalMonthDayNanoVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of plain Arrow types, which do not state a PostgreSQL type. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignRowsTest {
  private static final ArrowType UTF8 = ArrowType.Utf8.INSTANCE;

  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createDatabases() {
    fixture = new PipelineFixture("foreign_rows", directory);
  }

  @BeforeEach
  void createSchema() throws SQLException {
    fixture.destination.execute("DROP SCHEMA IF EXISTS raw CASCADE", "CREATE SCHEMA raw");
  }

  @ParameterizedTest
  @ValueSource(strings = {"copy", "insert"})
  void run_noTarget_createsColumnsOfTheArrowTypes(String loadMethod) throws Exception {
    List<String> strategies = run(loadMethod, ForeignRowsTest::fillAll, allTypes());

    assertThat(strategies).containsExactly("create keys, load");
    assertThat(
            Sql.texts(
                fixture.destination,
                "SELECT attname || ' ' || format_type(atttypid, atttypmod) FROM pg_attribute"
                    + " WHERE attrelid = 'raw.t'::regclass AND attnum > 0 ORDER BY attnum"))
        .containsExactly(
            "a boolean",
            "b smallint",
            "c smallint",
            "d integer",
            "e bigint",
            "f real",
            "g double precision",
            "h text",
            "i bytea",
            "j date",
            "k time without time zone",
            "l timestamp without time zone",
            "m timestamp with time zone",
            "n numeric(5,2)",
            "o interval",
            "p bigint[]",
            "q json");
    assertThat(Sql.rows(fixture.destination, "raw.t"))
        .containsExactly(
            "(,,,,,,,,,,,,,,,,)",
            "(t,-1,-2,-3,-4,0.5,-1.5,\"a\\\\\",\"\\\\x5c00\",1970-01-02,00:00:00.000001,"
                + "\"1970-01-01 00:00:00.000001\",\"1970-01-01 00:00:00.000002+00\",-1.20,"
                + "\"1 mon -2 days -00:00:00.000003\",\"{5,NULL}\",{})");
  }

  @Test
  void run_textForTypedColumns_isReadByTheirInputFunctions() throws Exception {
    fixture.destination.execute(
        "CREATE TABLE raw.t (a inet, b numeric(6,2), c integer[], d bit(3), e char(4), n bigint)");

    List<String> strategies =
        run(
            "copy",
            root -> {
              text(root, 0, "10.0.0.1", null);
              text(root, 1, "1.5", null);
              text(root, 2, "{1,NULL}", null);
              text(root, 3, "101", null);
              text(root, 4, "a\tb", null);
              IntVector numbers = (IntVector) root.getVector(5);
              numbers.allocateNew(2);
              numbers.set(0, 7);
              root.setRowCount(2);
            },
            field("a", UTF8),
            field("b", UTF8),
            field("c", UTF8),
            field("d", UTF8),
            field("e", UTF8),
            field("n", new ArrowType.Int(32, true)));

    assertThat(strategies).containsExactly("append; text COPY");
    assertThat(Sql.rows(fixture.destination, "raw.t"))
        .containsExactly("(,,,,,)", "(10.0.0.1,1.50,\"{1,NULL}\",101,\"a\tb \",7)");
  }

  @ParameterizedTest
  @CsvSource({
    "inet, 'not an address', VALUE",
    "bit(3), '10101', VALUE",
    "integer, '1.5', VALUE",
    "varchar(3), 'long', TOO_LONG",
    "name, 'a name of more than the sixty-three bytes that the server keeps.', TOO_LONG"
  })
  void run_textThatTheTypeDoesNotRead_isDataErrorOfTheColumn(String type, String value, String code)
      throws Exception {
    // The other column is read by the input function of its type.
    fixture.destination.execute("CREATE TABLE raw.t (v " + type + ", other inet)");

    WeirException error =
        refused(
            root -> {
              text(root, 0, value);
              text(root, 1, "10.0.0.1");
              root.setRowCount(1);
            },
            field("v", UTF8),
            field("other", UTF8));

    assertThat(error.kind()).isEqualTo(ErrorKind.DATA);
    assertThat(error.code()).containsIgnoringCase(code);
    assertThat(error.place().column()).contains("v");
    assertThat(Sql.number(fixture.destination, "SELECT count(*) FROM raw.t")).isZero();
  }

  @ParameterizedTest
  @CsvSource({"smallint, 16", "integer, 32"})
  void run_integerOutOfRange_isDataErrorOfTheColumn(String type, int bits) throws Exception {
    fixture.destination.execute("CREATE TABLE raw.t (v " + type + ")");
    long max = (1L << (bits - 1)) - 1;

    run("copy", root -> bigints(root, max, -max - 1), field("v", new ArrowType.Int(64, true)));
    WeirException error =
        refused(root -> bigints(root, 0, max + 1), field("v", new ArrowType.Int(64, true)));

    assertThat(Sql.texts(fixture.destination, "SELECT v FROM raw.t ORDER BY v DESC"))
        .containsExactly(Long.toString(max), Long.toString(-max - 1));
    assertThat(error.kind()).isEqualTo(ErrorKind.DATA);
    assertThat(error.place().column()).contains("v");
    assertThat(error).hasMessageContaining("The integer " + (max + 1));
  }

  @Test
  void run_nanosecondsOfAnInterval_areRefused() {
    WeirException error =
        refused(
            root -> {
              IntervalMonthDayNanoVector vector = (IntervalMonthDayNanoVector) root.getVector(0);
              vector.allocateNew(1);
              vector.set(0, 0, 0, 1_001);
              root.setRowCount(1);
            },
            field("v", new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO)));

    assertThat(error.kind()).isEqualTo(ErrorKind.DATA);
    assertThat(error.place().column()).contains("v");
    assertThat(error).hasMessageContaining("1001 nanoseconds");
  }

  @ParameterizedTest
  @CsvSource({
    "'numeric(5,1)', decimal",
    "interval(3), interval",
    "timestamp(3), timestamp",
    "text, decimal"
  })
  void run_targetThatWouldChangeValues_isSchemaErrorOfTheColumn(String type, String from)
      throws Exception {
    fixture.destination.execute("CREATE TABLE raw.t (v " + type + ")");
    Map<String, ArrowType> types =
        Map.of(
            "decimal", new ArrowType.Decimal(5, 2, 128),
            "interval", new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO),
            "timestamp", new ArrowType.Timestamp(TimeUnit.MICROSECOND, null));

    WeirException error = refused(root -> {}, field("v", Objects.requireNonNull(types.get(from))));

    assertThat(error.kind()).isEqualTo(ErrorKind.SCHEMA);
    assertThat(error.place().column()).contains("v");
  }

  private WeirException refused(Consumer<VectorSchemaRoot> fill, Field... fields) {
    WeirException error =
        catchThrowableOfType(WeirException.class, () -> run("copy", fill, fields));
    assertThat(error.place().side()).isEqualTo(Side.DESTINATION);
    return error;
  }

  private List<String> run(String loadMethod, Consumer<VectorSchemaRoot> fill, Field... fields)
      throws Exception {
    Pipeline pipeline =
        fixture.config("name: t, sync_mode: full_refresh", "write_mode: append", loadMethod, "");
    FormDestination destination = new FormDestination(pipeline.destination(), ValueForm.NATIVE);
    fixture.run(
        new Pipeline(
            pipeline.config(),
            new VectorSource(new Schema(Arrays.asList(fields)), fill),
            List.of(),
            destination),
        false,
        Progress.SILENT,
        new Cancellation());
    return destination.strategies();
  }

  private static Field field(String name, ArrowType type) {
    return new Field(name, FieldType.nullable(type), List.of());
  }

  private static Field[] allTypes() {
    List<Field> fields = new ArrayList<>();
    List<ArrowType> types =
        List.of(
            ArrowType.Bool.INSTANCE,
            new ArrowType.Int(8, true),
            new ArrowType.Int(16, true),
            new ArrowType.Int(32, true),
            new ArrowType.Int(64, true),
            new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE),
            new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE),
            UTF8,
            ArrowType.Binary.INSTANCE,
            new ArrowType.Date(DateUnit.DAY),
            new ArrowType.Time(TimeUnit.MICROSECOND, 64),
            new ArrowType.Timestamp(TimeUnit.MICROSECOND, null),
            new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"),
            new ArrowType.Decimal(5, 2, 128),
            new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO));
    for (ArrowType type : types) {
      fields.add(field(Character.toString('a' + fields.size()), type));
    }
    fields.add(
        new Field(
            "p",
            FieldType.nullable(ArrowType.List.INSTANCE),
            List.of(field("item", new ArrowType.Int(64, true)))));
    fields.add(
        new Field(
            "q",
            new FieldType(
                true, UTF8, null, Map.of("ARROW:extension:name", "arrow.json", "other", "x")),
            List.of()));
    return fields.toArray(Field[]::new);
  }

  /** Fills a row of values and a row of NULLs. */
  private static void fillAll(VectorSchemaRoot root) {
    root.getFieldVectors().forEach(FieldVector::allocateNew);
    ((BitVector) root.getVector(0)).setSafe(0, 1);
    ((TinyIntVector) root.getVector(1)).setSafe(0, -1);
    ((SmallIntVector) root.getVector(2)).setSafe(0, -2);
    ((IntVector) root.getVector(3)).setSafe(0, -3);
    ((BigIntVector) root.getVector(4)).setSafe(0, -4);
    ((Float4Vector) root.getVector(5)).setSafe(0, 0.5f);
    ((Float8Vector) root.getVector(6)).setSafe(0, -1.5);
    ((VarCharVector) root.getVector(7)).setSafe(0, "a\\".getBytes(StandardCharsets.UTF_8));
    ((VarBinaryVector) root.getVector(8)).setSafe(0, new byte[] {'\\', 0});
    ((DateDayVector) root.getVector(9)).setSafe(0, 1);
    ((TimeMicroVector) root.getVector(10)).setSafe(0, 1);
    ((TimeStampMicroVector) root.getVector(11)).setSafe(0, 1);
    ((TimeStampMicroTZVector) root.getVector(12)).setSafe(0, 2);
    ((DecimalVector) root.getVector(13)).setSafe(0, new BigDecimal("-1.20"));
    ((IntervalMonthDayNanoVector) root.getVector(14)).setSafe(0, 1, -2, -3_000);
    ListVector list = (ListVector) root.getVector(15);
    BigIntVector items = (BigIntVector) list.getDataVector();
    list.startNewValue(0);
    items.setSafe(0, 5);
    items.setNull(1);
    list.endValue(0, 2);
    ((VarCharVector) root.getVector(16)).setSafe(0, "{}".getBytes(StandardCharsets.UTF_8));
    root.getFieldVectors().forEach(vector -> vector.setValueCount(2));
    root.setRowCount(2);
  }

  private static void bigints(VectorSchemaRoot root, long... values) {
    BigIntVector vector = (BigIntVector) root.getVector(0);
    vector.allocateNew(values.length);
    for (int i = 0; i < values.length; i++) {
      vector.set(i, values[i]);
    }
    root.setRowCount(values.length);
  }

  private static void text(VectorSchemaRoot root, int column, @Nullable String... values) {
    VarCharVector vector = (VarCharVector) root.getVector(column);
    vector.allocateNew();
    for (int i = 0; i < values.length; i++) {
      String value = values[i];
      if (value != null) {
        vector.setSafe(i, value.getBytes(StandardCharsets.UTF_8));
      }
    }
    vector.setValueCount(values.length);
  }
}
