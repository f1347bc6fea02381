package dev.weir.micro.compress;

/**
 * One way of compressing a message, as the gate sees it. What the benchmark times are the methods
 * beneath these.
 */
interface CompressContender extends AutoCloseable {
  String name();

  /** Compresses the message and returns the result, without a frame's header; a copy. */
  byte[] stored();

  /** Decompresses what was compressed beforehand; a copy. */
  byte[] restored();

  @Override
  void close();
}
