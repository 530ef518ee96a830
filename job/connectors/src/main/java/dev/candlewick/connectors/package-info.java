/** Our sources and the lake as connectors and a catalog of Flink SQL. */
package dev.candlewick.connectors;
