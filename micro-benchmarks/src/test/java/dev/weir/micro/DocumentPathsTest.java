package dev.weir.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentPathsTest {
  @TempDir private Path root;

  @BeforeEach
  void grow() throws IOException {
    Files.createDirectories(root.resolve("core/src"));
    Files.createDirectories(root.resolve("docs"));
    Files.createFile(root.resolve("core/pom.xml"));
  }

  @Test
  void missing_brokenPaths_areFoundInLinksAndCode() throws IOException {
    write("docs/a.md", "[one](gone.md#part) and `core/gone.xml`\n```\nsh core/gone.sh 5\n```\n");

    assertThat(DocumentPaths.missing(root))
        .containsExactly(
            "docs/a.md: core/gone.sh", "docs/a.md: core/gone.xml", "docs/a.md: gone.md");
  }

  @Test
  void missing_existingPaths_areResolvedFromRootOrDocument() throws IOException {
    write("docs/a.md", "`core/pom.xml`, `core/src/`, [b](b.md), [pom](../core/pom.xml)");
    write("docs/b.md", "nothing");

    assertThat(DocumentPaths.missing(root)).isEmpty();
  }

  @Test
  void missing_patternsBuildOutputAndUrls_areIgnored() throws IOException {
    write(
        "docs/a.md",
        "`target/benchmarks.jar`, `core/*`, `core/NAME/pom.xml`, `1/2`, `dev/null`, [x](https://a.example/b), [y](#part)");

    assertThat(DocumentPaths.missing(root)).isEmpty();
  }

  private void write(String path, String text) throws IOException {
    Files.writeString(root.resolve(path), text);
  }
}
