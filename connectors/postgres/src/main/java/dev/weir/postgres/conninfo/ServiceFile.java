package dev.weir.postgres.conninfo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connection service files: sections of {@code name=value} lines, one for each service. */
final class ServiceFile {
  private static final String USER_FILE = ".pg_service.conf";
  private static final String SYSTEM_FILE = "pg_service.conf";

  private ServiceFile() {}

  /**
   * Returns the parameters of a service.
   *
   * @param file the value of servicefile or PGSERVICEFILE
   */
  static Map<ConnectionParameter, String> read(
      String service, Optional<String> file, ConnectionEnvironment environment) {
    List<Path> files = new ArrayList<>();
    files.add(file.map(Path::of).orElse(environment.home().resolve(USER_FILE)));
    environment
        .variable("PGSYSCONFDIR")
        .ifPresent(directory -> files.add(Path.of(directory, SYSTEM_FILE)));
    if (file.isPresent() && !Files.exists(files.get(0))) {
      throw new ConnectionStringException("The service file " + files.get(0) + " does not exist");
    }
    for (Path candidate : files) {
      Optional<Map<ConnectionParameter, String>> found = find(service, candidate);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new ConnectionStringException(
        "The service \"%s\" is not defined in %s"
            .formatted(service, String.join(" or ", files.stream().map(Path::toString).toList())));
  }

  private static Optional<Map<ConnectionParameter, String>> find(String service, Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Map<ConnectionParameter, String> values = new EnumMap<>(ConnectionParameter.class);
    boolean inService = false;
    int number = 0;
    for (String line : lines(file)) {
      number++;
      String text = line.strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      if (text.startsWith("[")) {
        if (inService) {
          return Optional.of(values);
        }
        inService = text.equals("[" + service + "]");
      } else if (inService) {
        add(values, text, "Line %d of the service file %s".formatted(number, file));
      }
    }
    return inService ? Optional.of(values) : Optional.empty();
  }

  private static void add(Map<ConnectionParameter, String> values, String text, String where) {
    int separator = text.indexOf('=');
    if (separator < 0) {
      throw new ConnectionStringException(
          where
              + (text.startsWith("ldap")
                  ? " is an LDAP URL, which is not supported"
                  : " has no ="));
    }
    ConnectionParameter parameter = ConnectionParameter.of(text.substring(0, separator), where);
    if (parameter == ConnectionParameter.SERVICE || parameter == ConnectionParameter.SERVICEFILE) {
      throw new ConnectionStringException(where + " names a service within a service");
    }
    values.putIfAbsent(parameter, text.substring(separator + 1));
  }

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new ConnectionStringException("The file " + file + " cannot be read as UTF-8 text");
    }
  }
}
