package dev.weir.core.connector;

import java.util.List;

/** A source session that can list its streams. */
public interface DiscoverableSession {
  List<StreamDescription> discover();
}
