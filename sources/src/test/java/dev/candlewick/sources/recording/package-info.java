/** The line format of recordings. */
package dev.candlewick.sources.recording;
