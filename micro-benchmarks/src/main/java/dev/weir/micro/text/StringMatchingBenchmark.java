package dev.weir.micro.text;

import dev.weir.micro.TimePerShortOperation;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What does it cost to find a text in another: a scheme, a part of a message, a secret, a key that
 * is nearly right?
 *
 * <p>Compare:
 *
 * <ul>
 *   <li>{@code startWithScheme} with {@code matchScheme}, a compiled pattern, and with {@code
 *       matchSchemeUncompiled}, which compiles it each time.
 *   <li>{@code scrubMessage} with {@code scrubMessageWithSecret}: two secrets and two patterns are
 *       looked for in each message.
 *   <li>{@code containPart}, {@code equalIgnoringCase} and {@code suggestKey} stand alone.
 * </ul>
 *
 * <pre>
 * java -jar target/benchmarks.jar StringMatching
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"})
public class StringMatchingBenchmark extends TimePerShortOperation {

  @Benchmark
  public boolean startWithScheme(Texts texts) {
    return texts.text.startsWith();
  }

  @Benchmark
  public boolean matchScheme(Texts texts) {
    return texts.text.matchesCompiled();
  }

  @Benchmark
  public boolean matchSchemeUncompiled(Texts texts) {
    return texts.text.matchesUncompiled();
  }

  @Benchmark
  public boolean containPart(Texts texts) {
    return texts.text.contains();
  }

  @Benchmark
  public boolean equalIgnoringCase(Texts texts) {
    return texts.text.equalsIgnoringCase();
  }

  @Benchmark
  public String scrubMessage(Texts texts) {
    return texts.text.scrub(texts.text.message);
  }

  @Benchmark
  public String scrubMessageWithSecret(Texts texts) {
    return texts.text.scrub(texts.text.messageWithSecret);
  }

  @Benchmark
  public Optional<String> suggestKey(Texts texts) {
    return texts.text.suggest();
  }

  /** Texts that have passed their gate. */
  @State(Scope.Benchmark)
  public static class Texts {
    final MatchingText text = new MatchingText();

    /** Holds all searches to the gate. */
    @Setup
    public void open() {
      text.check();
    }
  }
}
