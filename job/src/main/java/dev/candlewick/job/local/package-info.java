/** Runs a job on a Flink cluster inside of this process, shows its progress, and stops it well. */
package dev.candlewick.job.local;
