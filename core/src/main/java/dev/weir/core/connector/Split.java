package dev.weir.core.connector;

/** A part of a stream that one reader reads; data that only the source that made it understands. */
public interface Split {
  ReadPart part();
}
