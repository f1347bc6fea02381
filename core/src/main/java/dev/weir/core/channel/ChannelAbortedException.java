package dev.weir.core.channel;

/** The other side aborted the channel, and reports why. */
public final class ChannelAbortedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ChannelAbortedException() {
    super("The other side aborted the channel");
  }
}
