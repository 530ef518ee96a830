/**
 * The hot store: the newest rows in one DuckDB file that anybody may read at any time.
 *
 * <p>One writer owns a private file and keeps it in a {@code .writer} folder. Now and then it
 * publishes a copy by an atomic rename, with views in it, and every second it replaces a small file
 * beside it that holds what changed since that copy; the views read both, and the lake. A reader
 * therefore never waits for the writer, nor the writer for a reader.
 *
 * <p>The small file is CSV and not Parquet, because DuckDB opens a Parquet file twice in a query,
 * to plan and to read, and fails or mixes rows when the file was replaced in between. A CSV file
 * with declared columns is opened once.
 *
 * <p>The store is disposable: whatever is wrong with its file, a new one is filled from the lake.
 */
package dev.candlewick.sinks.duckdb;
