package dev.weir.micro.text;

import dev.weir.micro.TimePerShortOperation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What does it cost to find a column by its name, and that there is none?
 *
 * <p>An operation looks up one of 1,024 names, in turn. Their hash codes are known after the first
 * round. Compare {@code findKey} with {@code findMissingKey}, and each with the one {@code
 * InImmutableMap}.
 *
 * <pre>
 * java -jar target/benchmarks.jar MapLookup -p columns=10,1000
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"})
public class MapLookupBenchmark extends TimePerShortOperation {

  @Benchmark
  public int findKey(Names names) {
    return names.index.find(names.next(names.known));
  }

  @Benchmark
  public int findMissingKey(Names names) {
    return names.index.find(names.next(names.unknown));
  }

  @Benchmark
  public int findKeyInImmutableMap(Names names) {
    return names.index.findInImmutable(names.next(names.known));
  }

  @Benchmark
  public int findMissingKeyInImmutableMap(Names names) {
    return names.index.findInImmutable(names.next(names.unknown));
  }

  /** Maps of this many columns, which have passed their gate, and names. */
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public static class Names {
    @Param("100")
    public int columns;

    ColumnIndex index;
    String[] known;
    String[] unknown;
    private int turn;

    /** Holds both maps to the gate. */
    @Setup
    public void open() {
      index = new ColumnIndex(columns);
      known = index.keys(true);
      unknown = index.keys(false);
      index.check("the hash map", index::find);
      index.check("the immutable map", index::findInImmutable);
    }

    String next(String[] keys) {
      turn = (turn + 1) & (ColumnIndex.KEYS - 1);
      return keys[turn];
    }
  }
}
