package dev.weir.bench.report;

import dev.weir.bench.report.chart.Drawing;
import java.nio.file.Path;
import java.util.List;

/** A part of a report. Terminal, Markdown and HTML show the same blocks with the same figures. */
public sealed interface Block
    permits Block.Sentence, Block.Facts, Block.Figures, Block.Links, Grid {

  /** A sentence or several, without line breaks. */
  record Sentence(Tone tone, String text) implements Block {}

  /** Names with their values, such as the machine. */
  record Facts(List<Fact> facts) implements Block {
    public Facts {
      facts = List.copyOf(facts);
    }
  }

  record Fact(String name, String value) {}

  /** Charts, which only HTML shows; their figures are also in tables. */
  record Figures(String caption, List<Drawing> drawings) implements Block {
    public Figures {
      drawings = List.copyOf(drawings);
    }
  }

  /** Links to files beside the report. */
  record Links(List<Link> links) implements Block {
    public Links {
      links = List.copyOf(links);
    }
  }

  /**
   * A file.
   *
   * @param name what it is
   * @param path of the file, relative to the page
   */
  record Link(String name, Path path) {
    /** The address as a relative reference (RFC 3986, section 4.2). */
    String href() {
      String encoded = Path.of("/").resolve(path).toUri().getRawPath();
      return path.startsWith("..") ? relative() : "." + encoded;
    }

    /** Path.toUri removes leading "..", so they are added again. */
    private String relative() {
      int up = 0;
      while (path.getName(up).toString().equals("..")) {
        up++;
      }
      Path below = path.subpath(up, path.getNameCount());
      String encoded = Path.of("/").resolve(below).toUri().getRawPath();
      return "../".repeat(up) + encoded.substring(1);
    }
  }
}
