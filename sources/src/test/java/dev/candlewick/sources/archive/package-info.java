/** The archive as it is found: in three generations, with holes, damaged, and read side by side. */
package dev.candlewick.sources.archive;
