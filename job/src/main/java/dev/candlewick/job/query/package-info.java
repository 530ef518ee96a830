/** Results of queries, as people and programs read them. */
package dev.candlewick.job.query;
