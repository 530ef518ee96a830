/**
 * Local copies of what a reader needs of a lake in another file system.
 *
 * <p>Files are fetched once into a bounded cache that processes share. Each reader has a copy of
 * the lake of its own, of hard links to them: what another one fetches, or removes to make room,
 * changes nothing under a query that runs.
 */
package dev.candlewick.sinks.cache;
