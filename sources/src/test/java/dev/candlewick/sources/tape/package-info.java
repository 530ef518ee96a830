/** Tapes as they are found: compressed in many ways, in pieces, damaged, and interrupted. */
package dev.candlewick.sources.tape;
