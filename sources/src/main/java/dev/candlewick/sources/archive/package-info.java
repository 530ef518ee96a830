/**
 * The historical archive as a bounded source: which objects it has for a period, and what is in
 * them as the same events that a live feed gives. An object that is missing or damaged is a gap,
 * never a failure.
 */
package dev.candlewick.sources.archive;
