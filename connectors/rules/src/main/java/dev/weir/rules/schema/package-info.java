/** Fields and event types by path, name and number. */
package dev.weir.rules.schema;
