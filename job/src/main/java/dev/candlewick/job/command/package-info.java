/** The command line: what each command takes, checks before it starts, and prints. */
package dev.candlewick.job.command;
