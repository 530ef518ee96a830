/** Dead letters: what was refused, and what today's rules make of it. */
package dev.candlewick.job.letters;
