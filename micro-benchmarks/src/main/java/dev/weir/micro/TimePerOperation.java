package dev.weir.micro;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Settings of most benchmarks: the mean time of an operation in nanoseconds, in 60 iterations of 2
 * ms, after 0.4 s of warm-up.
 *
 * <p>Iterations are short because a core that is shared with another guest is often its own for a
 * few milliseconds. After each iteration of the warm-up a fork also waits for the compilers, which
 * take 0.7 to 1.4 s on two cores to reach loops over rows and parsers. A benchmark inherits these
 * annotations, overrides those that do not suit it, and has a {@code Fork} of its own, for heap and
 * collector.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 80, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 60, time = 2, timeUnit = TimeUnit.MILLISECONDS)
public abstract class TimePerOperation {}
