package dev.weir.postgres.server;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Lets root start a server. Postgres refuses to run as root; in a user namespace without a mapping
 * it runs as the overflow user, and its files belong to root outside.
 */
final class Unprivileged {
  private Unprivileged() {}

  /**
   * The words before the command of a server's program.
   *
   * @param created a file of this process; its owner is the user of the process
   */
  static List<String> commandPrefix(Path created) throws IOException {
    boolean root = Integer.valueOf(0).equals(Files.getAttribute(created, "unix:uid"));
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
