/** A reader whose threads are the test's own. */
package dev.candlewick.sources.websocket.reader;
