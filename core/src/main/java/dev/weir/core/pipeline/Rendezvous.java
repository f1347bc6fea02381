package dev.weir.core.pipeline;

import dev.weir.core.channel.ChannelAbortedException;
import dev.weir.core.connector.ReadPlan;
import dev.weir.core.connector.ReadRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the two sides of an attempt tell each other beside the channel, each once and in this order:
 * the destination's requests, the source's plans, the destination's consent, and with {@code
 * --verify} each stream's completion. All waiting ends when the attempt stops.
 */
final class Rendezvous {
  private final CompletableFuture<List<ReadRequest>> requests = new CompletableFuture<>();
  private final CompletableFuture<List<ReadPlan>> plans = new CompletableFuture<>();
  private final CompletableFuture<Void> consent = new CompletableFuture<>();
  private final Map<Integer, CompletableFuture<Void>> built = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> stopped;

  Rendezvous(CompletableFuture<Void> stopped) {
    this.stopped = stopped;
  }

  /** The destination tells which streams to read, and from where. */
  void request(List<ReadRequest> wanted) {
    requests.complete(wanted);
  }

  List<ReadRequest> awaitRequests() {
    return await(requests);
  }

  /** The source tells what it will deliver. */
  void offer(List<ReadPlan> offered) {
    plans.complete(offered);
  }

  List<ReadPlan> awaitPlans() {
    return await(plans);
  }

  /** The destination can take all of it. */
  void consent() {
    consent.complete(null);
  }

  void awaitConsent() {
    await(consent);
  }

  /** All rows of the stream at that index are in their place, and wait to be compared. */
  void built(int index) {
    ofStream(index).complete(null);
  }

  void awaitBuilt(int index) {
    await(ofStream(index));
  }

  private CompletableFuture<Void> ofStream(int index) {
    return built.computeIfAbsent(index, key -> new CompletableFuture<>());
  }

  private <T> T await(CompletableFuture<T> told) {
    try {
      CompletableFuture.anyOf(told, stopped).join();
    } catch (CompletionException e) {
      throw new IllegalStateException(e);
    }
    if (!told.isDone()) {
      throw new ChannelAbortedException();
    }
    return told.join();
  }
}
