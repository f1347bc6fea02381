package dev.weir.bench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A git repository in a temporary directory: the scripts under test, and the fake connector twice,
 * as alpha and beta. Its {@code target/dist} links to the real one.
 */
final class ScratchRepository {
  private static final Path SOURCE =
      Path.of(Objects.requireNonNull(System.getProperty("weir.root"), "weir.root is not set"));

  /** The launchers and jars of this build. */
  static final Path DIST = SOURCE.resolve("target/dist");

  private final Path directory;
  private final Path root;
  private final FakeTrace trace;
  private final Map<String, String> environment = new HashMap<>(System.getenv());
  private final List<ScriptProcess> processes = new ArrayList<>();

  private ScratchRepository(Path directory) {
    this.directory = directory;
    this.root = directory.resolve("repo");
    this.trace = new FakeTrace(directory);
    environment.keySet().removeIf(name -> name.matches("(BENCH|FAKE|GIT)_.*"));
    environment.put("FAKE_TRACE", trace.file().toString());
    environment.put("BENCH_BUILD", "true");
    // Tests run side by side.
    environment.put("BENCH_LOCKS", directory.toString());
  }

  /** Makes a repository with one commit in {@code directory}, which should be empty. */
  static ScratchRepository create(Path directory) throws IOException {
    // As the scripts see it, which follow links.
    ScratchRepository repository = new ScratchRepository(directory.toRealPath());
    Path root = repository.root;
    copy(SOURCE.resolve("bench/bench.sh"), root.resolve("bench/bench.sh"));
    copy(SOURCE.resolve("bench/compare.sh"), root.resolve("bench/compare.sh"));
    copy(SOURCE.resolve("bench/lib"), root.resolve("bench/lib"));
    copy(SOURCE.resolve("bench/test/fake"), root.resolve("connectors/alpha"));
    copy(SOURCE.resolve("bench/test/fake"), root.resolve("connectors/beta"));
    Files.createDirectories(root.resolve("connectors/no-benchmark"));
    Files.writeString(root.resolve(".gitignore"), "target/\n");
    repository.linkDist();
    Files.createFile(repository.trace.file());
    repository.git("init", "--quiet", "--initial-branch=main");
    repository.commit("first");
    return repository;
  }

  /** Makes {@code target/dist}: the harness's own launcher and jars, as links to the real ones. */
  private void linkDist() throws IOException {
    Path dist = root.resolve("target/dist");
    Files.createDirectories(dist.resolve("lib"));
    Files.createSymbolicLink(dist.resolve("bin"), DIST.resolve("bin"));
    Files.createSymbolicLink(dist.resolve("lib/weir-bench"), DIST.resolve("lib/weir-bench"));
  }

  /** The command of a build that makes the same, with a file that names the commit. */
  static String buildOfACommit() {
    return "mkdir -p target/dist/lib; ln -sfn '%1$s/bin' target/dist/bin;".formatted(DIST)
        + " ln -sfn '%1$s/lib/weir-bench' target/dist/lib/weir-bench;".formatted(DIST)
        + " git rev-parse HEAD >target/dist/commit";
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  Path root() {
    return root;
  }

  /** What the fake's hooks did. */
  FakeTrace trace() {
    return trace;
  }

  /** The environment of the processes that are started from now on. */
  Map<String, String> environment() {
    return environment;
  }

  /** Lets the next harnesses not find those that run. */
  void lockElsewhere() throws IOException {
    Path locks = Files.createDirectory(directory.resolve("locks"));
    environment.put("BENCH_LOCKS", locks.toString());
  }

  ScriptResult bench(String... arguments) {
    return run(benchScript(), arguments);
  }

  /** Runs the smallest benchmark there is. */
  ScriptResult quick(String... more) {
    return bench(Stream.concat(Stream.of(ShellTest.QUICK), Stream.of(more)).toArray(String[]::new));
  }

  ScriptResult compare(String... arguments) {
    return run(compareScript(), arguments);
  }

  Path benchScript() {
    return root.resolve("bench/bench.sh");
  }

  Path compareScript() {
    return root.resolve("bench/compare.sh");
  }

  /** Runs a program to its end; not in the repository, as nothing may depend on where it is. */
  ScriptResult run(Path program, String... arguments) {
    return start(program, arguments).result();
  }

  /** Starts a program that a test sends signals to. */
  ScriptProcess start(Path program, String... arguments) {
    List<String> command = new ArrayList<>();
    // A script cannot trap a signal that is ignored when it starts, as SIGINT is under nohup.
    command.addAll(List.of("env", "--default-signal=INT,HUP,TERM", program.toString()));
    command.addAll(Arrays.asList(arguments));
    Path output = directory.resolve("output-" + processes.size());
    ScriptProcess process = ScriptProcess.start(command, Path.of("/"), environment, output);
    processes.add(process);
    return process;
  }

  /** Runs git in the repository and returns its output, without the last line's end. */
  String git(String... arguments) {
    List<String> options =
        List.of("-C", root.toString(), "-c", "user.name=test", "-c", "user.email=test@example.org");
    List<String> command = new ArrayList<>(options);
    command.addAll(Arrays.asList(arguments));
    ScriptResult result = run(Path.of("git"), command.toArray(String[]::new));
    result.assertExitCode(0);
    return result.output().stripTrailing();
  }

  void commit(String message) {
    git("add", "--all");
    git("-c", "commit.gpgsign=false", "commit", "--quiet", "--allow-empty", "-m", message);
  }

  /** Adds text to a file of the repository. */
  void append(String file, String text) throws IOException {
    Files.createDirectories(root.resolve(file).getParent());
    Files.writeString(
        root.resolve(file), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Changes a file of the repository. */
  void replace(String file, String regex, String replacement) throws IOException {
    String text = Files.readString(root.resolve(file));
    String changed = text.replaceAll(regex, replacement);
    assertThat(changed).as("nothing in %s matches %s", file, regex).isNotEqualTo(text);
    Files.writeString(root.resolve(file), changed);
  }

  /** Removes the repository, and lets git find none around it; the files stay. */
  void leaveGit() throws IOException {
    Files.move(root.resolve(".git"), directory.resolve("git-removed"));
    environment.put("GIT_CEILING_DIRECTORIES", directory.toString());
  }

  /** Ends all processes that a failed test left, and the hooks that hang. */
  void endProcesses() {
    processes.forEach(ScriptProcess::end);
    trace.endHanging();
  }

  /** Removes symbolic links, as JUnit warns of each that leads out of a temporary directory. */
  void removeLinks() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path link : files.filter(Files::isSymbolicLink).toList()) {
        Files.delete(link);
      }
    }
  }

  /** Holds the scratch directory of each harness that runs. */
  Path scratchRoot() {
    return root.resolve("target/bench_work");
  }

  /** Waits until a harness that runs has this file in its scratch directory. */
  void awaitScratchFile(String name) throws IOException, InterruptedException {
    try (Stream<Path> directories = Files.list(scratchRoot())) {
      Path scratch = directories.findFirst().orElseThrow();
      FileWait.until(scratch, () -> Files.exists(scratch.resolve(name)), name);
    }
  }

  Path resultsFile() {
    return root.resolve("target/bench_results/results.jsonl");
  }

  /** The lines of the results; none where there is no file. */
  List<String> results() {
    try {
      return Files.exists(resultsFile()) ? Files.readAllLines(resultsFile()) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of the results that contain {@code text}. */
  List<String> resultsWith(String text) {
    return results().stream().filter(line -> line.contains(text)).toList();
  }

  /** Asserts that a run has left no file, no working directory and no worktree. */
  void assertNothingIsLeft() {
    assertThat(git("status", "--porcelain")).isEmpty();
    if (Files.exists(scratchRoot())) {
      assertThat(scratchRoot()).isEmptyDirectory();
    }
    assertThat(git("worktree", "list").lines()).hasSize(1);
    assertThat(root.resolve(".git/worktrees")).doesNotExist();
  }
}
