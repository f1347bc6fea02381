/** The run: its stages, their times, retries, and the record of what happened. */
package dev.weir.core.pipeline;
