/** From settings to a job: the sources and sinks to use, and Flink's configuration. */
package dev.candlewick.job.wiring;
