/** Feeds and their clock. */
package dev.candlewick.sources.feed;
