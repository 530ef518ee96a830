/**
 * Flink's own test suite for sinks, run by {@code mvn -Pconformance verify}.
 *
 * <p>It runs on the lake only. The suite writes with several subtasks to one target, rescales them
 * and expects every record that they wrote; the hot store is one file with one writer, and replaces
 * rows by key.
 */
package dev.candlewick.sinks.conformance;
