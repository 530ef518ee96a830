/** The lake's tables: connector {@code candlewick-lake}. */
package dev.candlewick.connectors.lake;
