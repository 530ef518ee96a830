/**
 * The Fear &amp; Greed index of Alternative.me: what its answers say, and since when a reading may
 * have been known.
 *
 * <p>One reading a day, published shortly after 00:00 UTC; every value arrives as a string, numbers
 * and times too. Whoever displays the readings has to name the provider beside them.
 */
package dev.candlewick.sources.alternativeme;
