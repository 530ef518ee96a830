/** Tests of the frame journal. */
package dev.candlewick.sources.journal;
