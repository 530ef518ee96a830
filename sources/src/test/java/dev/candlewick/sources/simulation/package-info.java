/** The path from frames to numbered bars, with every trouble that a seed chooses, in memory. */
package dev.candlewick.sources.simulation;
