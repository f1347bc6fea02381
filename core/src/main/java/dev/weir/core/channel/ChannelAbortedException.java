package dev.weir.core.channel;

/** Thrown on a channel that the other side has aborted; the other side reports the cause. */
public final class ChannelAbortedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ChannelAbortedException() {
    super("The other side aborted the channel");
  }
}
