/**
 * The trades of a lake as a bounded source: bars are rebuilt from them, and no trade is written.
 */
package dev.candlewick.job.lakereplay;
