/** How a run fares and what is wrong with an installation, for people and for monitoring. */
package dev.candlewick.job.status;
