/** The Fear and Greed index as a table: connector {@code fear-greed}. */
package dev.candlewick.connectors.sentiment;
