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
 * A compose project.
 *
 * @param command {@code docker compose} or {@code docker-compose}
 * @param home the directory of the compose file; its name is the project's
 * @param environment the variables of the compose file
 */
record Compose(List<String> command, Path home, Map<String, String> environment) {
  /** The plug-in of version 2, and the program of version 1. */
  private static final List<List<String>> FORMS =
      List.of(List.of("docker", "compose"), List.of("docker-compose"));

  /** Seconds until a container is killed; SIGQUIT, an immediate shutdown, usually takes less. */
  private static final String STOP_SECONDS = "10";

  /** The form of the command that is installed. */
  static List<String> installed() {
    for (List<String> form : FORMS) {
      List<String> version = new ArrayList<>(form);
      version.add("version");
      if (DockerEngine.succeeds(version)) {
        return form;
      }
    }
    throw new ServerException(
        "Neither `docker compose` nor `docker-compose` is installed; install one of them, or use"
            + " --postgres embedded.");
  }

  /** The command that removes containers, network and volumes of the project. */
  List<String> downCommand() {
    return commandLine("down", "--volumes", "--timeout", STOP_SECONDS);
  }

  /** Runs a command of the project and returns what it prints. */
  String run(String... arguments) throws IOException, InterruptedException {
    return run(commandLine(arguments));
  }

  String inspect(String container, String format) throws IOException, InterruptedException {
    return run(List.of("docker", "inspect", "--format", format, container)).strip();
  }

  private List<String> commandLine(String... arguments) {
    List<String> line = new ArrayList<>(command);
    String project = home.getFileName().toString().toLowerCase(Locale.ROOT);
    line.addAll(List.of("--project-name", project));
    line.addAll(List.of("--file", home.resolve(DockerServer.COMPOSE_FILE).toString()));
    line.addAll(List.of(arguments));
    return line;
  }

  String run(List<String> line) throws IOException, InterruptedException {
    Path errors = home.resolve("errors");
    ProcessBuilder builder = new ProcessBuilder(line).redirectError(errors.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(
          line.get(0) + " failed: " + ServerErrors.tail(Files.readString(errors)));
    }
    return output;
  }
}
