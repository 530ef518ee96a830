/**
 * Files as lines, whatever they are stored on and however they are compressed. Memory does not grow
 * with the file.
 */
package dev.candlewick.sources.lines;
