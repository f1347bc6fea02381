package dev.weir.micro.runner;

import dev.weir.bench.result.Build;
import dev.weir.bench.result.ResultsFileException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;

/**
 * The class path that a fork runs with, and so the build that it measures.
 *
 * @param text entries, separated as the system separates them
 */
record ClassPath(String text) {
  private static final String PROPERTY = "java.class.path";

  /** What the build has written: the output of git describe. */
  private static final String COMMIT = "dev/weir/micro/commit";

  private static final Pattern DESCRIBED = Pattern.compile("([0-9a-f]{40})(-dirty)?");

  /** That of this JVM, from which JMH takes that of its forks. */
  static ClassPath own() {
    return new ClassPath(System.getProperty(PROPERTY, ""));
  }

  /** The jar, as an absolute path, where the class path is one. */
  Optional<Path> jar() {
    return text.endsWith(".jar") && !text.contains(File.pathSeparator)
        ? Optional.of(Path.of(text).toAbsolutePath())
        : Optional.empty();
  }

  /** Runs an action whose forks have this class path. */
  void during(JmhAction action) throws RunnerException {
    String former = System.getProperty(PROPERTY, "");
    System.setProperty(PROPERTY, text);
    try {
      action.run();
    } finally {
      System.setProperty(PROPERTY, former);
    }
  }

  /** What starts forks. */
  interface JmhAction {
    void run() throws RunnerException;
  }

  /** The commit that was built and the digest of the jar, where they are known. */
  Build build() {
    Optional<Matcher> described = commit().map(DESCRIBED::matcher).filter(Matcher::matches);
    return new Build(
        Optional.empty(),
        Optional.empty(),
        described.map(it -> it.group(1)),
        Optional.empty(),
        described.map(it -> it.group(2) != null).orElse(false),
        jar().map(ClassPath::digest));
  }

  /** Whether the build has a class. */
  boolean has(Class<?> type) {
    return resource(type.getName().replace('.', '/') + ".class").isPresent();
  }

  private Optional<String> commit() {
    return resource(COMMIT).map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip());
  }

  private Optional<byte[]> resource(String name) {
    List<URL> urls = new ArrayList<>();
    try {
      for (String entry : text.split(File.pathSeparator, -1)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
      try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), null)) {
        @Nullable URL found = loader.findResource(name);
        if (found == null) {
          return Optional.empty();
        }
        try (InputStream in = found.openStream()) {
          return Optional.of(in.readAllBytes());
        }
      }
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a path has a URL", e);
    } catch (IOException e) {
      throw new ResultsFileException("%s of %s cannot be read: %s.".formatted(name, text, e), e);
    }
  }

  private static String digest(Path jar) {
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(jar), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    } catch (IOException e) {
      throw new ResultsFileException("The jar %s cannot be read: %s.".formatted(jar, e), e);
    }
  }
}
