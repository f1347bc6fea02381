package dev.weir.files.destination;

import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.files.store.FileErrors;
import dev.weir.files.store.FileType;
import dev.weir.files.store.FilesError;
import dev.weir.files.store.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a destination puts its files: one file, or a directory with a folder of parts for each
 * stream.
 *
 * @param directory contains the lock, the receipts, and the file or the folders
 * @param prefix of the names of the lock, the receipts and temporary files; they begin with a dot
 */
record Target(Location location, FileType type, Path directory, String prefix) {
  private static final Pattern PART = Pattern.compile("part-(\\d{6,9})-[0-9a-f]{8}(-.*)?\\..*");
  private static final String TEMPORARY = ".tmp";

  /** A loadId is a UUID; its first part tells two runs apart that a number does not. */
  private static final int LOAD_ID_CHARS = 8;

  static Target of(Location location, FileType type) {
    Path path = location.path().toAbsolutePath().normalize();
    if (location.kind() == Location.Kind.DIRECTORY) {
      return new Target(location, type, path, ".weir-");
    }
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalStateException("A file has a parent: " + path);
    }
    return new Target(location, type, parent, "." + path.getFileName() + ".weir-");
  }

  boolean isDirectory() {
    return location.kind() == Location.Kind.DIRECTORY;
  }

  Path lockFile() {
    return directory.resolve(prefix + "lock");
  }

  Path receiptsFile() {
    return directory.resolve(prefix + "receipts.jsonl");
  }

  /** Returns the directory of a stream's files. */
  Path folder(String stream, Place place) {
    if (!isDirectory()) {
      return directory;
    }
    if (stream.indexOf('/') >= 0 || stream.indexOf('\0') >= 0 || stream.matches("[._].*")) {
      throw FilesError.FILE_STREAMS
          .at(place, "The stream's name cannot be the name of a folder")
          .withHint("Use a name without / that begins with neither a dot nor an underscore.");
    }
    return directory.resolve(stream);
  }

  /** Returns the final file of a target that is not a directory. */
  Path file() {
    return location.path().toAbsolutePath().normalize();
  }

  /** Returns the names of a stream's parts. */
  List<String> parts(String stream, Place place) {
    return names(folder(stream, place)).stream().filter(Target::isPart).toList();
  }

  /** Returns the names of visible files in a stream's folder that no load has written. */
  List<String> foreign(String stream, Place place) {
    return names(folder(stream, place)).stream()
        .filter(name -> !isPart(name) && !name.startsWith("."))
        .toList();
  }

  private static boolean isPart(String name) {
    return PART.matcher(name).matches();
  }

  /** Returns the name of a new part, whose number follows the greatest one. */
  String newPart(String stream, String loadId, String suffix, Place place) {
    int number = 0;
    for (String name : names(folder(stream, place))) {
      Matcher matcher = PART.matcher(name);
      if (matcher.matches()) {
        number = Math.max(number, Integer.parseInt(matcher.group(1)));
      }
    }
    String id = loadId.replaceAll("[^0-9a-f]", "0") + "00000000";
    return "part-%06d-%s%s%s"
        .formatted(number + 1, id.substring(0, LOAD_ID_CHARS), suffix, type.suffix());
  }

  /** Returns a temporary file in the directory of the final one. */
  Path temporary(Path folder, String loadId, String split) {
    return folder.resolve(
        prefix + loadId + "-" + split.replaceAll("[^0-9A-Za-z.]", "_") + TEMPORARY);
  }

  /** Returns the temporary files of all loads. */
  List<Path> temporaries() {
    List<Path> folders = new ArrayList<>();
    folders.add(directory);
    if (isDirectory()) {
      names(directory).stream()
          .map(directory::resolve)
          .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .forEach(folders::add);
    }
    return folders.stream()
        .flatMap(
            folder ->
                names(folder).stream()
                    .filter(name -> name.startsWith(prefix) && name.endsWith(TEMPORARY))
                    .map(folder::resolve))
        .toList();
  }

  private static List<String> names(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.map(path -> String.valueOf(path.getFileName())).sorted().toList();
    } catch (IOException e) {
      throw FileErrors.reading(FilesDestination.PLACE, folder.toString(), e);
    }
  }

  /** Creates a directory; its name is durable when this returns. */
  static void createDirectories(Path folder, Place place) {
    try {
      Files.createDirectories(folder);
      Path parent = folder.getParent();
      if (parent != null) {
        Durable.sync(parent);
      }
    } catch (IOException e) {
      throw FileErrors.writing(place, folder.toString(), e);
    }
  }

  /**
   * Checks that the directory exists or can be created.
   *
   * @throws WeirException if it is a file, or not writable
   */
  void checkWritable(Path folder, Place place) {
    Path existing = folder;
    while (!Files.exists(existing)) {
      Path parent = existing.getParent();
      if (parent == null) {
        throw FilesError.FILE_IO.at(place, "There is no directory above " + folder);
      }
      existing = parent;
    }
    if (!Files.isDirectory(existing)) {
      throw FilesError.FILE_STREAMS
          .at(place, existing + " is not a directory")
          .withHint("Specify another path, or move the file away.");
    }
    if (!Files.isWritable(existing)) {
      throw FilesError.FILE_PERMISSION.at(place, existing + " is not writable");
    }
  }
}
