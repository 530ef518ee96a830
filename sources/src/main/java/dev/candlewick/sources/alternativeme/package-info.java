/**
 * The Fear &amp; Greed index of Alternative.me: its answers, and since when a reading counts as
 * known.
 *
 * <p>One reading a day, published shortly after 00:00 UTC; all values are sent as strings. A
 * display of the readings must name the provider.
 */
package dev.candlewick.sources.alternativeme;
