/**
 * Recordings as a bounded source: one frame a line, plain or compressed, through the same decoder
 * and the same feeds as a live connection, and restorable to the exact frame.
 */
package dev.candlewick.sources.replay;
