package dev.weir.micro.runner;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is added to JMH's arguments: the tier, {@code -prof gc}, and the paths of a profiler. */
final class JmhArguments {
  private static final String PROFILER = "-prof";
  private static final String ASYNC = "async";
  private static final String LIBRARY = "libPath=";
  private static final String FOLDER = "dir=";

  private final List<String> arguments;

  JmhArguments(List<String> arguments) {
    this.arguments = new ArrayList<>(arguments);
  }

  String[] toArray() {
    return arguments.toArray(String[]::new);
  }

  /** Leaves only the benchmarks of a tier. */
  JmhArguments inTier(BenchmarkTier tier) {
    arguments.addAll(List.of("-e", tier.exclusion()));
    return this;
  }

  /** Measures allocation, if that is not asked for already. */
  JmhArguments withAllocation() {
    if (profilers().stream().noneMatch(it -> it.equals("gc") || it.startsWith("gc:"))) {
      arguments.addAll(List.of(PROFILER, "gc"));
    }
    return this;
  }

  boolean usesAsyncProfiler() {
    return profilers().stream().anyMatch(JmhArguments::isAsync);
  }

  /** Whether each async-profiler of the arguments names its library. */
  boolean namesAsyncLibrary() {
    return profilers().stream().filter(JmhArguments::isAsync).allMatch(it -> it.contains(LIBRARY));
  }

  /**
   * Adds the library and the output folder to async-profiler where they are not given.
   *
   * @param library empty where there is none
   */
  JmhArguments withAsyncPaths(Optional<Path> library, Path folder) {
    for (int i = 1; i < arguments.size(); i++) {
      String profiler = arguments.get(i);
      if (arguments.get(i - 1).equals(PROFILER) && isAsync(profiler)) {
        List<String> options = new ArrayList<>();
        int colon = profiler.indexOf(':');
        if (colon >= 0) {
          options.add(profiler.substring(colon + 1));
        }
        if (!profiler.contains(LIBRARY) && library.isPresent()) {
          options.add(LIBRARY + library.get());
        }
        if (!profiler.contains(FOLDER)) {
          options.add(FOLDER + folder);
        }
        arguments.set(i, ASYNC + ":" + String.join(";", options));
      }
    }
    return this;
  }

  private static boolean isAsync(String profiler) {
    return profiler.equals(ASYNC) || profiler.startsWith(ASYNC + ":");
  }

  private List<String> profilers() {
    List<String> profilers = new ArrayList<>();
    for (int i = 1; i < arguments.size(); i++) {
      if (arguments.get(i - 1).equals(PROFILER)) {
        profilers.add(arguments.get(i));
      }
    }
    return profilers;
  }

  /** The library that the build unpacks, for this system; empty where it has not. */
  static Optional<Path> asyncLibrary(Path target) {
    String architecture =
        switch (System.getProperty("os.arch", "")) {
          case "amd64", "x86_64" -> "linux-x64";
          case "aarch64" -> "linux-arm64";
          default -> "unknown";
        };
    return Optional.of(
            target
                .toAbsolutePath()
                .resolve("dist/lib/async-profiler")
                .resolve(architecture)
                .resolve("libasyncProfiler.so"))
        .filter(Files::isRegularFile);
  }
}
