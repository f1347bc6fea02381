package dev.weir.core.channel;

/** The other side of a channel has ended; why, that side knows. */
public final class ChannelAbortedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ChannelAbortedException() {
    super("The other side of the channel has ended");
  }
}
