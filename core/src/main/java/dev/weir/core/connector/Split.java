package dev.weir.core.connector;

/**
 * A part of a stream that one reader reads; plain data.
 *
 * @param id distinct within the stream, such as {@code 0} or {@code 0.3}
 * @param estimatedBytes the approximate size; -1 if unknown
 * @param payload the text that the source needs to read the split; only the source that made it
 *     interprets it
 */
public record Split(String id, ReadPart part, long estimatedBytes, String payload) {}
