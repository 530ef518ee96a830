/**
 * The trades of a lake as a bounded source: bars are made of them anew, and no trade is written.
 */
package dev.candlewick.job.lakereplay;
