/** The outside world in: connectors that emit model types. */
package dev.candlewick.sources;
