package dev.weir.micro.sql;

import dev.weir.micro.TimePerShortOperation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What does it cost to quote an identifier or a literal?
 *
 * <p>Compare {@code quote} with {@code quoteByDriver}, and {@code quoteLiteral} with {@code
 * quoteLiteralByDriver}, at equal {@code shape}. Ours also checks that the server does not truncate
 * the name, and chooses the form of a literal by its backslashes; the driver checks neither.
 *
 * <pre>
 * java -jar target/benchmarks.jar sql.IdentifierBenchmark
 * java -jar target/benchmarks.jar sql.IdentifierBenchmark -p shape=PLAIN,QUOTED,UNICODE,LONG
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"})
public class IdentifierBenchmark extends TimePerShortOperation {

  @Benchmark
  public String quote(EachShape name) {
    return Quoting.WEIR.identifier(name.text);
  }

  @Benchmark
  public String quoteByDriver(EachShape name) {
    return Quoting.DRIVER.identifier(name.text);
  }

  @Benchmark
  public String quoteLiteral(PlainShape name) {
    return Quoting.WEIR.literal(name.text);
  }

  @Benchmark
  public String quoteLiteralByDriver(PlainShape name) {
    return Quoting.DRIVER.literal(name.text);
  }

  /** Names with and without a quote; {@code -p shape} names others. */
  public static class EachShape extends Name {
    @Param({"PLAIN", "QUOTED"})
    public IdentifierShape shape = IdentifierShape.PLAIN;

    @Override
    IdentifierShape shape() {
      return shape;
    }
  }

  /** The usual shape. */
  public static class PlainShape extends Name {
    @Override
    IdentifierShape shape() {
      return IdentifierShape.PLAIN;
    }
  }

  /** A name whose contenders have passed their gate. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public abstract static class Name {
    String text;

    abstract IdentifierShape shape();

    /** Holds both contenders to the gate. */
    @Setup
    public void open() {
      text = shape().text();
      for (Quoting contender : Quoting.values()) {
        Quoting.check(contender.name(), text, contender.identifier(text), contender.literal(text));
      }
    }
  }
}
