package dev.weir.core.connector;

/**
 * An element between batches, such as a barrier or a watermark. It passes the channel, the
 * transforms and the writer in order.
 *
 * @param kind such as {@code watermark}
 * @param payload its meaning depends on the kind
 */
public record Marker(String kind, String payload) {}
