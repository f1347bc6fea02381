package dev.weir.micro.error;

import dev.weir.core.error.WeirException;
import dev.weir.micro.TimePerShortOperation;
import java.sql.SQLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What does it cost to make an error with its place, and how much of that is the stack?
 *
 * <p>An error of the product always has its stack, which {@code --stacktrace} prints. The methods
 * that end in {@code WithoutStack} make the same objects in a JVM with {@code
 * -XX:-StackTraceInThrowable}: what is left is the product's own cost. With {@code -f 0} they have
 * a stack. Compare:
 *
 * <ul>
 *   <li>{@code createError} with {@code createBareException}, and {@code createErrorWithoutStack}
 *       with {@code createBareExceptionWithoutStack}.
 *   <li>{@code createErrorOfServerError} with {@code createError}: a server's error with its
 *       SQLSTATE, column, hint and cause, which are added one after another.
 *   <li>{@code showCodeAndPlace}: the text of an error's code and place.
 * </ul>
 *
 * <p>The stack is as deep as JMH's threads are, about ten frames.
 *
 * <pre>
 * java -jar target/benchmarks.jar ErrorBenchmark
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"})
public class ErrorBenchmark extends TimePerShortOperation {

  @Benchmark
  public WeirException createError(Errors errors) {
    return ErrorContenders.create(errors.stream, errors.column);
  }

  @Benchmark
  @Fork(
      value = 3,
      jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", ErrorContenders.NO_STACK})
  public WeirException createErrorWithoutStack(Errors errors) {
    return ErrorContenders.create(errors.stream, errors.column);
  }

  @Benchmark
  public RuntimeException createBareException(Errors errors) {
    return ErrorContenders.createBare();
  }

  @Benchmark
  @Fork(
      value = 3,
      jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", ErrorContenders.NO_STACK})
  public RuntimeException createBareExceptionWithoutStack(Errors errors) {
    return ErrorContenders.createBare();
  }

  @Benchmark
  public WeirException createErrorOfServerError(Errors errors) {
    return ErrorContenders.createOf(errors.serverError);
  }

  @Benchmark
  public String showCodeAndPlace(Errors errors) {
    return ErrorContenders.show(errors.error);
  }

  /** Errors that have passed their gate. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public static class Errors {
    String stream = ErrorContenders.STREAM;
    String column = ErrorContenders.COLUMN;
    SQLException serverError;
    WeirException error;

    /** Holds all contenders to the gate. */
    @Setup
    public void open() {
      serverError = ErrorContenders.serverError();
      error = ErrorContenders.create(stream, column);
      ErrorContenders.check("weir", error);
      ErrorContenders.check("bare", ErrorContenders.createBare());
      ErrorContenders.check("weir, of a server's error", ErrorContenders.createOf(serverError));
    }
  }
}
