/** Composition: command line, settings, topology and the local runner. */
package dev.candlewick.job;
