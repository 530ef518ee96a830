/** Recordings as a source. */
package dev.candlewick.sources.replay;
