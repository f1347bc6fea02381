package dev.weir.files.destination;

import dev.weir.core.connector.LoadPlan;
import dev.weir.core.connector.LoadRequest;
import dev.weir.core.connector.WriteMode;
import dev.weir.core.error.Place;

/**
 * How a stream is written.
 *
 * @param lanes the number of sessions; with more than one, each split is a part
 */
record FilesLoadPlan(LoadRequest request, Place place, String strategy, int lanes)
    implements LoadPlan {
  String stream() {
    return request.stream().name();
  }

  boolean replaces() {
    return request.options().mode() == WriteMode.REPLACE;
  }
}
