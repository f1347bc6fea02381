/** Rules and the YAML files that hold them. */
package dev.weir.rules.rule;
