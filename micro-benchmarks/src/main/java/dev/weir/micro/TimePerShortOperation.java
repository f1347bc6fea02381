package dev.weir.micro;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Settings of benchmarks with 0.2 s of warm-up. It is enough for operations of nanoseconds, which
 * run often enough to be compiled within it, and for calls of native libraries, which no JVM
 * compiles.
 */
@Warmup(iterations = 3, time = 60, timeUnit = TimeUnit.MILLISECONDS)
public abstract class TimePerShortOperation extends TimePerOperation {}
