package dev.candlewick.sources.archive;

import java.io.Serializable;

/**
 * A span {@code [from, to)} of whole hours or days for which the archive has nothing.
 *
 * @param symbol which has nothing there; null where it is the same for all
 * @param missing what is not there, in words
 */
public record Hole(String symbol, long from, long to, String missing) implements Serializable {}
