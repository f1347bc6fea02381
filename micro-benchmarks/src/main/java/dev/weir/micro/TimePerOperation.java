package dev.weir.micro;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Settings of most benchmarks: the mean time of an operation in nanoseconds, in 8 iterations of 40
 * ms, after 0.75 s of warm-up.
 *
 * <p>On two cores the optimizing compiler takes 0.7 to 1 s to reach loops over rows and parsers. A
 * benchmark inherits these annotations, overrides those that do not suit it, and has a {@code Fork}
 * of its own, for heap and collector.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 8, time = 40, timeUnit = TimeUnit.MILLISECONDS)
public abstract class TimePerOperation {}
