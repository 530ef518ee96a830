/** A page with the bars of a period: gathered, packed, written, and checked. */
package dev.candlewick.job.report;
