package dev.weir.micro.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;

/**
 * The benchmarks of a build, with the names of their parameters.
 *
 * @param params by benchmark
 */
record KnownBenchmarks(Map<String, Set<String>> params) {
  KnownBenchmarks {
    params = Collections.unmodifiableMap(new TreeMap<>(params));
  }

  /** Those that this JVM can run. */
  static KnownBenchmarks own() {
    try (InputStream in = KnownBenchmarks.class.getResourceAsStream(BenchmarkList.BENCHMARK_LIST)) {
      return of(
          Optional.ofNullable(in)
              .orElseThrow(() -> new IllegalStateException("the build has no list of benchmarks")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of a jar; empty where it has none, or cannot be read as one. */
  static Optional<KnownBenchmarks> of(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      @Nullable ZipEntry list = file.getEntry(BenchmarkList.BENCHMARK_LIST.substring(1));
      if (list == null) {
        return Optional.empty();
      }
      try (InputStream in = file.getInputStream(list)) {
        return Optional.of(of(in));
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static KnownBenchmarks of(InputStream list) throws IOException {
    Map<String, Set<String>> params = new HashMap<>();
    for (BenchmarkListEntry entry : BenchmarkList.readBenchmarkList(list)) {
      params
          .computeIfAbsent(entry.getUsername(), name -> new TreeSet<>())
          .addAll(entry.getParams().orElse(Map.of()).keySet());
    }
    return new KnownBenchmarks(params);
  }

  boolean has(String benchmark) {
    return params.containsKey(benchmark);
  }
}
