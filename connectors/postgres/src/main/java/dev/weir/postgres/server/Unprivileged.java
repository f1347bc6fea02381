package dev.weir.postgres.server;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Postgres refuses to run as root: there it gets a user namespace in which it is nobody. */
final class Unprivileged {
  private Unprivileged() {}

  /**
   * What to put in front of a command of the server's.
   *
   * @param ours a file that we made, whose owner tells who we are
   */
  static List<String> prefix(Path ours) throws IOException {
    boolean root = Integer.valueOf(0).equals(Files.getAttribute(ours, "unix:uid"));
    if (!root) {
      return List.of();
    }
    if (!LinuxUtils.isUnshareAvailable()) {
      throw new ServerException(
          "Postgres does not run as root, and this machine does not allow `unshare -U`; run as"
              + " another user, or use --postgres docker or --postgres postgresql://....");
    }
    return List.of("unshare", "-U");
  }
}
