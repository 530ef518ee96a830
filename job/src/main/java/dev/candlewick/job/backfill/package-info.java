/** What a backfill is asked for, what it would cost, where it stands, and what it has done. */
package dev.candlewick.job.backfill;
