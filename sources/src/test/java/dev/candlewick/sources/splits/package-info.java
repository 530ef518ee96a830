/** What sources share. */
package dev.candlewick.sources.splits;
