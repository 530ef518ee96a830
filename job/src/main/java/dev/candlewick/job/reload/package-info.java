/** Settings that change while a job runs. */
package dev.candlewick.job.reload;
