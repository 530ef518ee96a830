/** The summary of a run at its end, from its counts and from what it stored. */
package dev.candlewick.job.summary;
