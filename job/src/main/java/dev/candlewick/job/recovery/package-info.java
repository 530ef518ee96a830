/** Which checkpoint a run goes on from: the newest one that can be read. */
package dev.candlewick.job.recovery;
