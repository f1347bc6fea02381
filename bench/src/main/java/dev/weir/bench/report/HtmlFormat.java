package dev.weir.bench.report;

import dev.weir.bench.result.ResultsFileException;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reports as one HTML file that refers to no other, except for links to profiles. */
public final class HtmlFormat {
  private static final String STYLE = "/dev/weir/bench/report.css";

  private HtmlFormat() {}

  /**
   * The page.
   *
   * @param title of the window
   * @param reports built with all stages; at least one
   */
  public static String of(String title, List<Report> reports) {
    TemplateEngine engine =
        TemplateEngine.createPrecompiled(
            null,
            ContentType.Html,
            HtmlFormat.class.getClassLoader(),
            HtmlFormat.class.getPackageName());
    StringOutput page = new StringOutput();
    engine.render("page.jte", Map.of("title", title, "style", style(), "reports", reports), page);
    return page.toString();
  }

  /**
   * Writes a page, in a folder that is created if it is missing.
   *
   * @throws ResultsFileException where it cannot be written
   */
  public static void write(Path file, String page) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.writeString(file, page);
    } catch (IOException e) {
      throw new ResultsFileException(
          "The report could not be written to %s (%s). Name another file with --html."
              .formatted(file, e),
          e);
    }
  }

  private static String style() {
    try (InputStream input = HtmlFormat.class.getResourceAsStream(STYLE)) {
      if (input == null) {
        throw new IllegalStateException("the resource " + STYLE + " is missing");
      }
      return new String(input.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
