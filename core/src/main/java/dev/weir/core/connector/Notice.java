package dev.weir.core.connector;

import dev.weir.core.error.Place;

/**
 * Something that a person who relies on the run should know, though it is no error.
 *
 * @param text one sentence, with its full stop
 */
public record Notice(Place place, String text) {}
