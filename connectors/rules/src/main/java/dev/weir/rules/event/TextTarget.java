package dev.weir.rules.event;

import org.apache.arrow.memory.ArrowBuf;

/** Takes a text in the form in which the event has it. */
public interface TextTarget {
  void writeText(String text);

  /** Takes UTF-8 bytes of a buffer, which are valid during this call. */
  void writeUtf8(ArrowBuf buffer, long start, int length);
}
