/** The model out: the Parquet lake and the DuckDB hot store. */
package dev.candlewick.sinks;
