/** What a run has done, told at its end from its counts and from what it stored. */
package dev.candlewick.job.summary;
