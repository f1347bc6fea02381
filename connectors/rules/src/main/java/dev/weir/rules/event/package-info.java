/** Events: one interface to read them, as objects or as rows of Arrow batches. */
package dev.weir.rules.event;
