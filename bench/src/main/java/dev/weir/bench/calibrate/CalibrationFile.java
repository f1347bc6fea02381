package dev.weir.bench.calibrate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** The calibrations of one machine: a JSON file with an array, named by the environment key. */
public final class CalibrationFile {
  private static final ObjectMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private static final Pattern KEY = Pattern.compile("[0-9A-Za-z._-]+");

  private final Path file;

  /**
   * @param environmentKey letters, digits, dots, hyphens and underscores
   */
  public CalibrationFile(Path directory, String environmentKey) {
    if (!KEY.matcher(environmentKey).matches()) {
      throw new IllegalArgumentException("not an environment key: " + environmentKey);
    }
    this.file = directory.resolve(environmentKey + ".json");
  }

  public Path path() {
    return file;
  }

  /** All calibrations; none where there is no file. */
  public List<Calibration> read() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return JSON.readValue(Files.readString(file), new TypeReference<List<Calibration>>() {});
    } catch (JsonProcessingException e) {
      throw new CalibrationException(
          "%s is not a calibration (%s). Delete it and run weir-bench calibrate again."
              .formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new CalibrationException("%s cannot be read: %s.".formatted(file, e), e);
    }
  }

  /** Stores a calibration in place of the subject's former one; readers see one or the other. */
  public void store(Calibration calibration) {
    List<Calibration> all = new ArrayList<>(read());
    all.removeIf(other -> other.subject().equals(calibration.subject()));
    all.add(calibration);
    all.sort(Comparator.comparing(Calibration::subject));
    Path written = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(
          written, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new CalibrationException("%s cannot be written: %s.".formatted(file, e), e);
    }
  }
}
