package dev.weir.files.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.connector.ReadPart;
import dev.weir.core.connector.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The files of a split, as its payload: a JSON array of paths. */
final class FileSplit {
  private static final ObjectMapper JSON = new ObjectMapper();

  private FileSplit() {}

  static Split of(String id, List<Path> files) {
    long bytes = files.stream().mapToLong(file -> file.toFile().length()).sum();
    try {
      String payload = JSON.writeValueAsString(files.stream().map(Path::toString).toList());
      return new Split(id, ReadPart.NEW, files.isEmpty() ? -1 : bytes, payload);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<Path> files(Split split) {
    try {
      return Arrays.stream(JSON.readValue(split.payload(), String[].class)).map(Path::of).toList();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not a split of files: " + split.payload(), e);
    }
  }

  /** Divides files among at most a number of splits; each file goes to the smallest split. */
  static List<Split> divide(Split split, int parts) {
    List<Path> files = new ArrayList<>(files(split));
    files.sort((a, b) -> Long.compare(b.toFile().length(), a.toFile().length()));
    List<List<Path>> groups = new ArrayList<>();
    long[] sizes = new long[Math.min(parts, files.size())];
    for (int i = 0; i < sizes.length; i++) {
      groups.add(new ArrayList<>());
    }
    for (Path file : files) {
      int smallest = 0;
      for (int i = 1; i < sizes.length; i++) {
        smallest = sizes[i] < sizes[smallest] ? i : smallest;
      }
      groups.get(smallest).add(file);
      sizes[smallest] += Math.max(1, file.toFile().length());
    }
    if (groups.size() < 2) {
      return List.of(split);
    }
    List<Split> divided = new ArrayList<>();
    for (List<Path> group : groups) {
      divided.add(of(split.id() + "." + divided.size(), group));
    }
    return divided;
  }
}
