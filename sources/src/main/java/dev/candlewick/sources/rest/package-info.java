/**
 * A source that polls: one resource behind HTTP, asked again and again.
 *
 * <p>What is asked and what an answer means is a {@link
 * dev.candlewick.sources.rest.PolledResource}; all that is known between two polls is its cursor,
 * and the cursor is the split.
 */
package dev.candlewick.sources.rest;
