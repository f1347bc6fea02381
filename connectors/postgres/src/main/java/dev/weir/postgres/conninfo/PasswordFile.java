package dev.weir.postgres.conninfo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A password file: lines of {@code host:port:database:user:password}, where {@code *} is any value
 * and a backslash keeps a colon or a backslash as it is. The first line that matches applies.
 */
final class PasswordFile {
  private static final String NAME = ".pgpass";
  private static final String ANY = "*";

  private static final Set<PosixFilePermission> FOREIGN =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private final Path path;

  private PasswordFile(Path path) {
    this.path = path;
  }

  /** Returns the file that a parameter names, or that of the user; empty if it does not exist. */
  static Optional<PasswordFile> find(Optional<String> named, ConnectionEnvironment environment) {
    Path path = named.map(Path::of).orElse(environment.home().resolve(NAME));
    return Files.isRegularFile(path) ? Optional.of(new PasswordFile(path)) : Optional.empty();
  }

  /** Returns why the file is not used: others than its owner have access to it. */
  Optional<String> refusal() {
    try {
      boolean foreign = Files.getPosixFilePermissions(path).stream().anyMatch(FOREIGN::contains);
      return foreign
          ? Optional.of(
              "The password file %s is not used, as its group or others have access: chmod 0600 it"
                  .formatted(path))
          : Optional.empty();
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  Optional<String> password(String host, int port, String database, String user) {
    List<String> wanted = List.of(host, Integer.toString(port), database, user);
    return ServiceFile.lines(path).stream()
        .filter(line -> !line.startsWith("#"))
        .map(PasswordFile::fields)
        .filter(fields -> fields.size() > wanted.size() && matches(fields, wanted))
        .map(fields -> fields.get(wanted.size()))
        .findFirst();
  }

  private static boolean matches(List<String> fields, List<String> wanted) {
    for (int i = 0; i < wanted.size(); i++) {
      if (!fields.get(i).equals(ANY) && !fields.get(i).equals(wanted.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && i + 1 < line.length()) {
        field.append(line.charAt(++i));
      } else if (c == ':') {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
