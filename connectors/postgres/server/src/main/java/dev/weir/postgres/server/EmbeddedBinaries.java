package dev.weir.postgres.server;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The server's programs, unpacked from the jar of this platform. */
final class EmbeddedBinaries {
  private final Path home;

  private EmbeddedBinaries(Path home) {
    this.home = home;
  }

  /** Unpacks about 45 MB under {@code home}, in about a second. */
  static EmbeddedBinaries unpack(Path home) throws IOException, InterruptedException {
    String system = system();
    String architecture = System.getProperty("os.arch");
    String machine = architecture.equals("amd64") ? "x86_64" : architecture;
    try (InputStream archive = open(system, machine);
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        unpack(tar, entry, home);
      }
    }
    return new EmbeddedBinaries(home);
  }

  String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path home)
      throws IOException {
    Path target = home.resolve(entry.getName()).normalize();
    if (!target.startsWith(home)) {
      throw new IOException("The archive names a file outside itself: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.createLink(target, home.resolve(entry.getLinkName()).normalize());
    } else {
      Files.copy(tar, target);
      if (entry.getName().matches("(\\./)?bin/.*") && !target.toFile().setExecutable(true, false)) {
        throw new IOException("Not allowed to make " + target + " executable");
      }
    }
  }

  private static InputStream open(String system, String machine) throws IOException {
    try {
      return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
    } catch (IllegalStateException e) {
      throw new ServerException(
          "The embedded Postgres has no programs for "
              + system
              + " on "
              + machine
              + "; use --postgres docker or --postgres postgresql://... instead.",
          e);
    }
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.contains("mac") ? "Darwin" : name.contains("linux") ? "Linux" : "Windows";
  }
}
