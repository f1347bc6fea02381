package dev.weir.core.config;

import dev.weir.core.error.Scrubber;

/** What the settings of one document share while it is read. */
record Reading(Problems problems, Variables variables, Scrubber scrubber) {}
