/** What outlives a run: runs, cursors and checkpoints, in SQLite. */
package dev.weir.core.state;
