package dev.weir.bench.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The profiles of a run, as links. */
public final class ProfileLinks {
  private ProfileLinks() {}

  /**
   * Links relative to the page, so that both can be moved together.
   *
   * @param page absolute path of the file that contains the links
   * @param directory absolute path of the run's profiles
   * @param files in it; none makes no report
   */
  public static Optional<Report> of(Path page, Path directory, List<Path> files) {
    if (files.isEmpty()) {
      return Optional.empty();
    }
    Path from = Optional.ofNullable(page.getParent()).orElse(page);
    List<Block.Link> links = new ArrayList<>();
    for (Path file : files) {
      links.add(new Block.Link(directory.relativize(file).toString(), from.relativize(file)));
    }
    return Optional.of(
        new Report("Profiles", List.of(new Section("", false, List.of(new Block.Links(links))))));
  }
}
