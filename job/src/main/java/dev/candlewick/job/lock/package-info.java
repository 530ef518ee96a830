/** Keeps two runs from writing the same place, and says which process has it. */
package dev.candlewick.job.lock;
