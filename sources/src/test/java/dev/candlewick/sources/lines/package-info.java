/** Every way in which a file may be stored gives the same lines. */
package dev.candlewick.sources.lines;
