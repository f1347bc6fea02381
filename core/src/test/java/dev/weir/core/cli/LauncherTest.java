package dev.weir.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, with a java that tells what it was given. */
class LauncherTest {
  private static final Path DIST = Path.of("src/main/dist");

  @TempDir private Path directory;

  private record Ended(int code, List<String> out, String err) {}

  @BeforeEach
  void install() throws IOException {
    Files.createDirectories(directory.resolve("dist/bin"));
    Files.createDirectories(directory.resolve("dist/lib/weir"));
    Files.copy(DIST.resolve("bin/weir"), launcher());
    executable(launcher());
    Files.copy(DIST.resolve("lib/jvm-flags"), directory.resolve("dist/lib/jvm-flags"));
  }

  private Path launcher() {
    return directory.resolve("dist/bin/weir");
  }

  /** A JDK whose java prints its arguments, one a line. */
  private Path jdk(String version) throws IOException {
    Path home = Files.createDirectories(directory.resolve("jdk " + version));
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    executable(java);
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Ended run(Path launcher, Map<String, String> environment, String... args)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder();
    builder.command().add(launcher.toString());
    builder.command().addAll(List.of(args));
    builder
        .environment()
        .keySet()
        .removeAll(List.of("JAVA_HOME", "WEIR_JAVA_OPTS", "WEIR_STARTUP_CACHE"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out.lines().toList(), err);
  }

  @Test
  void jvmFlags_matchTheParentPom() throws IOException {
    assertThat(LauncherFlags.ofFile()).isEqualTo(ofParentPom("weir.jvm.flags"));
  }

  /** The flags with which tests of invalid input run a second time. */
  @Test
  void start_launcherFlags_matchTheParentPom() throws Exception {
    List<String> arguments =
        run(launcher(), Map.of("JAVA_HOME", jdk("17").toString(), "WEIR_TMPDIR", "")).out();
    List<String> added =
        arguments.subList(LauncherFlags.ofFile().size(), arguments.indexOf("-cp")).stream()
            .filter(flag -> !flag.startsWith("-Dweir."))
            .toList();

    assertThat(added).isEqualTo(ofParentPom("weir.launcher.flags"));
  }

  private static List<String> ofParentPom(String property) throws IOException {
    Matcher pom =
        Pattern.compile("<%1$s>(.*?)</%1$s>".formatted(property))
            .matcher(Files.readString(Path.of("../pom.xml")));

    assertThat(pom.find()).isTrue();
    return List.of(pom.group(1).trim().split("\\s+", -1));
  }

  @Test
  void launcher_isExecutable() {
    assertThat(Files.isExecutable(DIST.resolve("bin/weir"))).isTrue();
  }

  @Test
  void start_flagsClassPathAndArguments_arePassedUnchanged() throws Exception {
    Ended ended =
        run(
            launcher(),
            Map.of("JAVA_HOME", jdk("17.0.9").toString(), "WEIR_JAVA_OPTS", "-Xmx2g -Dx=y"),
            "run",
            "a b.yaml",
            "");

    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .startsWith(LauncherFlags.ofFile().toArray(String[]::new))
        .containsSubsequence(
            "-Darrow.enable_unsafe_memory_access=true",
            "-Xmx2g",
            "-Dx=y",
            "-cp",
            directory.toRealPath().resolve("dist/lib/weir") + "/*",
            "dev.weir.core.cli.Weir",
            "run",
            "a b.yaml",
            "")
        .doesNotContain("-Dweir.tty=true");
  }

  @Test
  void start_throughSymbolicLinks_findsTheJars() throws Exception {
    Path absolute = Files.createSymbolicLink(directory.resolve("absolute"), launcher());
    Path relative = Files.createSymbolicLink(directory.resolve("relative"), Path.of("absolute"));
    assertThat(absolute).exists();

    assertThat(run(relative, Map.of("JAVA_HOME", jdk("25").toString())).out())
        .contains(directory.toRealPath().resolve("dist/lib/weir") + "/*");
  }

  @Test
  void start_withoutJava_failsWithARemedy() throws Exception {
    Path empty = Files.createDirectories(directory.resolve("empty"));

    Ended wrongHome = run(launcher(), Map.of("JAVA_HOME", empty.toString()));
    assertThat(wrongHome.code()).isEqualTo(70);
    assertThat(wrongHome.err())
        .isEqualTo(
            "weir: JAVA_HOME is %s, where there is no bin/java. Set it to a JDK 17 or newer.\n"
                .formatted(empty));
  }

  @Test
  void start_unsupportedJava_failsWithARemedy() throws Exception {
    for (String version : List.of("1.8.0_402", "11.0.2")) {
      Path home = jdk(version);
      Ended ended = run(launcher(), Map.of("JAVA_HOME", home.toString()));

      assertThat(ended.code()).isEqualTo(70);
      assertThat(ended.err())
          .isEqualTo(
              "weir: %s/bin/java is version %s. Set JAVA_HOME to a JDK 17 or newer.\n"
                  .formatted(home, version));
    }
  }

  private Path cache() {
    return directory.resolve("dist/startup-cache");
  }

  private Optional<String> option(String prefix, Map<String, String> environment, String... args)
      throws Exception {
    Ended ended = run(launcher(), environment, args);

    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
    return ended.out().stream()
        .filter(argument -> argument.startsWith(prefix))
        .map(argument -> argument.substring(prefix.length()))
        .findFirst();
  }

  private Path entry(Map<String, String> environment) throws Exception {
    return Path.of(option("-Dweir.startup.cache=", environment, "run", "p.yaml").orElseThrow());
  }

  private Map<String, String> java(String version) throws IOException {
    return Map.of("JAVA_HOME", jdk(version).toString());
  }

  private void jar(String content) throws IOException {
    Files.writeString(directory.resolve("dist/lib/weir/a.jar"), content);
  }

  @Test
  void start_firstRun_recordsTheClassesOfAnEntry() throws Exception {
    jar("");

    assertThat(entry(java("17"))).hasParentRaw(cache().toRealPath());
    assertThat(
            option("-XX:DumpLoadedClassList=", java("17"), "run", "p.yaml")
                .map(file -> Path.of(file).getParent()))
        .contains(cache().toRealPath());
    assertThat(option("-XX:SharedArchiveFile=", java("17"), "run", "p.yaml")).isEmpty();
    assertThat(option("-XX:DumpLoadedClassList=", java("17"), "check", "p.yaml")).isEmpty();
  }

  @Test
  void start_entryExists_isUsedByEachCommand() throws Exception {
    jar("");
    Path archive = Files.createDirectories(entry(java("25"))).resolve("classes.jsa");
    Files.createFile(archive);

    for (String command : List.of("run", "check", "--version")) {
      Ended ended = run(launcher(), java("25"), command);
      assertThat(ended.out())
          .contains("-XX:SharedArchiveFile=" + archive, "-XX:+VerifySharedSpaces", "-Xlog:aot=off")
          .contains("-Dorg.sqlite.lib.path=" + archive.getParent())
          .noneMatch(argument -> argument.startsWith("-XX:DumpLoadedClassList="));
    }
  }

  @Test
  void start_jarsJdkOrOptionsChanged_isAnotherEntry() throws Exception {
    jar("");
    Path first = entry(java("17"));
    assertThat(entry(java("17"))).isEqualTo(first);
    assertThat(entry(java("25"))).isNotEqualTo(first);

    FileTime before = Files.getLastModifiedTime(directory.resolve("dist/lib/weir/a.jar"));
    jar("changed");
    Files.setLastModifiedTime(directory.resolve("dist/lib/weir/a.jar"), before);
    Path ofOtherSize = entry(java("17"));
    assertThat(ofOtherSize).isNotEqualTo(first);

    Files.setLastModifiedTime(
        directory.resolve("dist/lib/weir/a.jar"), FileTime.from(before.toInstant().plusMillis(1)));
    Path ofOtherTime = entry(java("17"));
    assertThat(ofOtherTime).isNotIn(first, ofOtherSize);

    Files.writeString(
        directory.resolve("dist/lib/jvm-flags"), "-Dx=y\n", StandardOpenOption.APPEND);
    assertThat(entry(java("17"))).isNotIn(first, ofOtherSize, ofOtherTime);
  }

  @Test
  void start_distributionNotWritable_usesTheUsersCache() throws Exception {
    jar("");
    Files.createFile(cache());
    Path users = directory.resolve("users");
    Map<String, String> environment = new HashMap<>(java("17"));
    environment.put("XDG_CACHE_HOME", users.toString());

    assertThat(entry(environment)).hasParentRaw(users.resolve("weir/startup"));
  }

  @Test
  void start_noCacheIsWritable_startsWithoutOne() throws Exception {
    jar("");
    Files.createFile(cache());
    Map<String, String> environment = new HashMap<>(java("17"));

    for (String users : List.of("/proc", "relative", cache().toString())) {
      environment.put("XDG_CACHE_HOME", users);
      assertThat(option("-Dweir.startup.cache=", environment, "run", "p.yaml")).isEmpty();
    }
  }

  @Test
  void start_cacheIsOffOrOptionsAreAdded_makesNone() throws Exception {
    jar("");
    Map<String, String> environment = new HashMap<>(java("17"));
    environment.put("WEIR_STARTUP_CACHE", "off");
    assertThat(option("-Dweir.startup.cache=", environment, "run", "p.yaml")).isEmpty();

    environment.put("WEIR_STARTUP_CACHE", "");
    environment.put("WEIR_JAVA_OPTS", "-Dx=y");
    assertThat(option("-Dweir.startup.cache=", environment, "run", "p.yaml")).isEmpty();
  }
}
