/** Polling under test: schedule, poller and reader with time in the test's hands. */
package dev.candlewick.sources.rest;
