/** The transform {@code rules}: rows in, rows and alerts out. */
package dev.weir.rules.transform;
