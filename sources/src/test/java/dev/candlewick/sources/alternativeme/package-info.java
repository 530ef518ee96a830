/** The Fear &amp; Greed index under test: recorded answers, wrong ones, and the whole source. */
package dev.candlewick.sources.alternativeme;
