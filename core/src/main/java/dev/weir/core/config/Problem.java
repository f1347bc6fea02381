package dev.weir.core.config;

/**
 * One thing that is wrong with a pipeline's document.
 *
 * @param path where, such as {@code source.config.port}; empty for the document as a whole
 * @param line the line in the document, from 1; 0 where there is none
 * @param message what was found and what is allowed, in one sentence
 */
public record Problem(String path, int line, String message) {}
