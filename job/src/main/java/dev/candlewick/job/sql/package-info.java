/** Scripts of Flink SQL over the streams of a running job. */
package dev.candlewick.job.sql;
