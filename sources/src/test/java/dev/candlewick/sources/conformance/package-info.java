/**
 * Flink's own test suite for sources, run against each source by {@code mvn -Pconformance verify}.
 *
 * <p>A suite compares the records that it wrote with those that come out, so {@link
 * dev.candlewick.sources.conformance.ExtractingSource} reduces events to such records. A test that
 * needs what a source does not offer, such as an unbounded archive, aborts by itself.
 */
package dev.candlewick.sources.conformance;
