/** The pipeline as a function of an environment, a source and sinks. */
package dev.candlewick.job.topology;
