/** Events from JSON and YAML, and schemas from events. */
package dev.weir.rules.input;
