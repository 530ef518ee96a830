/** Serialization and enumeration that sources share. */
package dev.candlewick.sources.splits;
