package dev.weir.postgres.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The methods of the pipe by their names. */
final class PipeMethods {
  private static final String AUTO = "auto";
  private static final Map<String, Supplier<CopyPipe>> METHODS = methods();

  private PipeMethods() {}

  static Optional<CopyPipe> find(String name) {
    return Optional.ofNullable(METHODS.get(name)).map(Supplier::get);
  }

  static Set<String> names() {
    return METHODS.keySet();
  }

  private static Map<String, Supplier<CopyPipe>> methods() {
    Map<String, Supplier<CopyPipe>> methods = new LinkedHashMap<>();
    methods.put(
        AUTO,
        () ->
            PsqlPipe.isInstalled() ? new PsqlPipe(CopyPipe.Format.BINARY) : new PassThroughPipe());
    methods.put(PsqlPipe.NAME, () -> new PsqlPipe(CopyPipe.Format.BINARY));
    methods.put(PsqlPipe.TEXT_NAME, () -> new PsqlPipe(CopyPipe.Format.TEXT));
    methods.put(PassThroughPipe.NAME, PassThroughPipe::new);
    for (PeerProgram peer : PeerProgram.values()) {
      methods.put(peer.method(), () -> peer);
    }
    for (CopyPipe.Format format : CopyPipe.Format.values()) {
      for (FilePipe.Measured measured : FilePipe.Measured.values()) {
        methods.put(
            FilePipe.name(format, measured),
            () -> new FilePipe(format, measured, PsqlPipe.isInstalled()));
      }
    }
    return methods;
  }
}
