package dev.weir.core.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of the jar, and of the Java below it. */
public final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = VersionProvider.class.getPackage().getImplementationVersion();
    return new String[] {
      "weir " + (version == null ? "(not from a jar)" : version),
      "Java %s (%s)"
          .formatted(System.getProperty("java.vm.version"), System.getProperty("java.vm.name"))
    };
  }
}
