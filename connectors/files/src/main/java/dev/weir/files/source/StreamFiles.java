package dev.weir.files.source;

import dev.weir.core.config.NearMiss;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.files.store.FileErrors;
import dev.weir.files.store.FileType;
import dev.weir.files.store.FilesError;
import dev.weir.files.store.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a stream.
 *
 * @param files in the order of their names; empty for standard input
 * @param type of all files
 */
record StreamFiles(List<Path> files, FileType type) {
  StreamFiles {
    files = List.copyOf(files);
  }

  /** Finds the files of a stream. */
  static StreamFiles find(Location location, String stream, Place place) {
    return switch (location.kind()) {
      case STANDARD -> new StreamFiles(List.of(), typeOf(location, "-", place));
      case FILE -> {
        Path path = location.path();
        if (!Files.exists(path)) {
          throw FilesError.FILE_MISSING.at(place, path + " does not exist");
        }
        yield new StreamFiles(List.of(path), typeOf(location, path.toString(), place));
      }
      case DIRECTORY -> inDirectory(location, stream, place);
    };
  }

  private static StreamFiles inDirectory(Location location, String stream, Place place) {
    List<Path> candidates = byStream(location, place).getOrDefault(stream, List.of());
    if (candidates.isEmpty()) {
      throw missing(location, stream, place);
    }
    if (candidates.size() > 1) {
      throw FilesError.FILE_STREAMS
          .at(place, "The stream has several files: " + candidates)
          .withHint("Keep one of them, or put all parts of a stream in one folder.");
    }
    Path found = candidates.get(0);
    List<Path> files = Files.isDirectory(found) ? visible(found, place) : List.of(found);
    List<FileType> types =
        files.stream().map(file -> typeOf(location, file.toString(), place)).toList();
    if (files.isEmpty()) {
      throw FilesError.FILE_MISSING.at(place, "The folder " + found + " has no files");
    }
    for (FileType type : types) {
      if (!type.equals(types.get(0))) {
        throw FilesError.FILE_STREAMS
            .at(place, "The folder %s has files of several formats".formatted(found))
            .withHint("Put files of one format and compression in a folder.");
      }
    }
    return new StreamFiles(files, types.get(0));
  }

  private static WeirException missing(Location location, String stream, Place place) {
    List<String> names = List.copyOf(byStream(location, place).keySet());
    String near = NearMiss.of(stream, names).map(it -> "Did you mean \"" + it + "\"? ").orElse("");
    return FilesError.FILE_MISSING
        .at(place, "%s has no file or folder for the stream".formatted(location.display()))
        .withHint(near + FilesError.FILE_MISSING.remedy());
  }

  private static FileType typeOf(Location location, String name, Place place) {
    return location
        .typeOf(name)
        .orElseThrow(
            () -> FilesError.FILE_FORMAT.at(place, "The format of %s is unknown".formatted(name)));
  }

  /** Returns the files and folders of a directory by the name of their stream. */
  static Map<String, List<Path>> byStream(Location location, Place place) {
    Map<String, List<Path>> streams = new TreeMap<>();
    for (Path path : list(location.path(), place)) {
      String name = String.valueOf(path.getFileName());
      boolean isFolder = Files.isDirectory(path);
      if (isFolder || location.typeOf(name).isPresent()) {
        String stream = isFolder ? name : Location.streamOf(name);
        streams.computeIfAbsent(stream, unused -> new ArrayList<>()).add(path);
      }
    }
    return streams;
  }

  private static List<Path> visible(Path folder, Place place) {
    return list(folder, place).stream().filter(Files::isRegularFile).toList();
  }

  /** Returns what a directory contains, without hidden names and those that begin with _. */
  private static List<Path> list(Path directory, Place place) {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths
          .filter(path -> !String.valueOf(path.getFileName()).matches("[._].*"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw FileErrors.reading(place, directory.toString(), e);
    }
  }
}
