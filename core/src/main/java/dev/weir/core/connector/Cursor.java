package dev.weir.core.connector;

/**
 * The typed position of an incremental stream: its greatest value that has been delivered.
 *
 * @param type the column's type in the source's words, such as {@code bigint}
 * @param value the value in the source's exact text form, which casts back to {@code type}
 */
public record Cursor(String field, String type, String value) {}
