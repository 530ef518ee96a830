/**
 * A source that polls a resource over HTTP.
 *
 * <p>{@link dev.candlewick.sources.rest.PolledResource} defines the requests and reads the answers;
 * its cursor is the only state between two polls, and the split.
 */
package dev.candlewick.sources.rest;
