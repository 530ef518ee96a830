/** The one declaration of our tables as Flink SQL sees it: types, columns and rows. */
package dev.candlewick.connectors.rows;
