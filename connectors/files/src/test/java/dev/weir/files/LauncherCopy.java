package dev.weir.files;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** The product's launcher above the classes of this test. */
final class LauncherCopy {
  private static final Path LAUNCHER = Path.of("..", "..", "core", "src", "main", "dist", "bin");

  private LauncherCopy() {}

  /** Makes the folders of a distribution, and returns the launcher. */
  static Path in(Path directory) throws IOException {
    Path jars = Files.createDirectories(directory.resolve("lib").resolve("weir"));
    try (OutputStream out = Files.newOutputStream(jars.resolve("classes.jar"))) {
      new JarOutputStream(out, manifest()).close();
    }
    List<String> flags =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(
                flag -> flag.startsWith("--") || flag.startsWith("-XX:") || flag.startsWith("-Dio"))
            .toList();
    Files.write(directory.resolve("lib").resolve("jvm-flags"), flags);
    Path launcher = Files.createDirectories(directory.resolve("bin")).resolve("weir");
    return Files.copy(LAUNCHER.resolve("weir"), launcher);
  }

  /** Names the class path of this process. */
  private static Manifest manifest() {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(
        Attributes.Name.CLASS_PATH,
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> new File(entry).toURI().toString())
            .collect(Collectors.joining(" ")));
    return manifest;
  }
}
