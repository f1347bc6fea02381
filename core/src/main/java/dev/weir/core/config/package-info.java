/** A pipeline's YAML, read into records; every problem is reported at once. */
package dev.weir.core.config;
