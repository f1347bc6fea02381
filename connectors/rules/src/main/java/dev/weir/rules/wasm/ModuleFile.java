package dev.weir.rules.wasm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Modules in files, in the binary format. */
public final class ModuleFile {
  private static final String TEXT_SUFFIX = ".wat";

  private ModuleFile() {}

  /**
   * Returns the content of a module.
   *
   * @throws WasmPredicateException if the file has the text format, by its name
   * @throws IOException if the file cannot be read
   */
  public static byte[] read(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (name.endsWith(TEXT_SUFFIX)) {
      String binary = name.substring(0, name.length() - TEXT_SUFFIX.length()) + ".wasm";
      throw new WasmPredicateException(
          "The module %s is in the text format; translate it by wat2wasm -o %s %s (Debian package"
                  .formatted(name, binary, name)
              + " wabt), and name that file");
    }
    return Files.readAllBytes(file);
  }
}
