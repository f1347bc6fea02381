package dev.weir.postgres.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One compose project.
 *
 * @param command {@code docker compose} or {@code docker-compose}
 * @param home holds the compose file; its name is the project's
 * @param environment what the compose file asks for
 */
record Compose(List<String> command, Path home, Map<String, String> environment) {
  /** The plug-in, and the program that was before it. */
  private static final List<List<String>> FORMS =
      List.of(List.of("docker", "compose"), List.of("docker-compose"));

  /** Seconds that a container has to stop; it gets SIGQUIT, an immediate shutdown. */
  private static final String STOP_SECONDS = "10";

  /** The form of the command that this machine has. */
  static List<String> installed() {
    for (List<String> form : FORMS) {
      List<String> version = new ArrayList<>(form);
      version.add("version");
      if (DockerEngine.succeeds(version)) {
        return form;
      }
    }
    throw new ServerException(
        "Neither `docker compose` nor `docker-compose` is there; install one of them, or use"
            + " --postgres embedded.");
  }

  /** The words that remove containers, network and data of the project. */
  List<String> downCommand() {
    return words("down", "--volumes", "--timeout", STOP_SECONDS);
  }

  /** Runs a command of the project and returns what it prints. */
  String run(String... arguments) throws IOException, InterruptedException {
    return run(words(arguments));
  }

  String inspect(String container, String format) throws IOException, InterruptedException {
    return run(List.of("docker", "inspect", "--format", format, container)).strip();
  }

  private List<String> words(String... arguments) {
    List<String> words = new ArrayList<>(command);
    String project = home.getFileName().toString().toLowerCase(Locale.ROOT);
    words.addAll(List.of("--project-name", project));
    words.addAll(List.of("--file", home.resolve(DockerServer.COMPOSE_FILE).toString()));
    words.addAll(List.of(arguments));
    return words;
  }

  String run(List<String> words) throws IOException, InterruptedException {
    Path errors = home.resolve("errors");
    ProcessBuilder builder = new ProcessBuilder(words).redirectError(errors.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(
          words.get(0) + " failed: " + ServerErrors.tail(Files.readString(errors)));
    }
    return output;
  }
}
