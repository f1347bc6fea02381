/** State kept between runs, in SQLite: runs, cursors and checkpoints. */
package dev.weir.core.state;
