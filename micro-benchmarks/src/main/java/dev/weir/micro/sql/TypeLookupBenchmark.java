package dev.weir.micro.sql;

import dev.weir.micro.TimePerShortOperation;
import dev.weir.postgres.type.ColumnType;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What does it cost to find the Arrow type and the kernels of a PostgreSQL type?
 *
 * <p>Compare {@code findType}, which is in the table, with {@code findMissingType}, which is not:
 * such a column is opaque, and gets metadata with the name of its type. {@code
 * findQuotedMissingType} has a name with quotation marks, which that metadata escapes. {@code
 * findEnum} is decided before the table is read.
 *
 * <pre>
 * java -jar target/benchmarks.jar TypeLookup
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"})
public class TypeLookupBenchmark extends TimePerShortOperation {

  @Benchmark
  public ColumnType findType(Types types) {
    return TypeLookups.find(types.known, types.knownName);
  }

  @Benchmark
  public ColumnType findEnum(Types types) {
    return TypeLookups.findEnum(types.created, types.createdName);
  }

  @Benchmark
  public ColumnType findMissingType(Types types) {
    return TypeLookups.find(types.missing, types.missingName);
  }

  @Benchmark
  public ColumnType findQuotedMissingType(Types types) {
    return TypeLookups.find(types.missing, types.quotedName);
  }

  /** Types, in fields so that no look-up is a constant; they have passed their gate. */
  @State(Scope.Benchmark)
  public static class Types {
    long known = TypeLookups.TIMESTAMPTZ;
    String knownName = "timestamp with time zone";
    long created = TypeLookups.ENUM;
    String createdName = "mood";
    long missing = TypeLookups.NUMERIC;
    String missingName = "numeric(12,2)";
    String quotedName = "\"Order\".\"Price\"";

    /** Holds the look-ups to the gate. */
    @Setup
    public void open() {
      for (String name : List.of(missingName, quotedName)) {
        TypeLookups.check(
            TypeLookups.find(known, knownName),
            TypeLookups.findEnum(created, createdName),
            TypeLookups.find(missing, name),
            name);
      }
    }
  }
}
