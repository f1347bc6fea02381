package dev.weir.rules.sequence;

/**
 * One value of a join key.
 *
 * @param nullable whether a null value is a value of the key ({@code ?field}); otherwise it leaves
 *     the event out
 */
public record KeyPart(KeyReader reader, boolean nullable) {}
