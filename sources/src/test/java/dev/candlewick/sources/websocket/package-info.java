/**
 * The live feed under test: policies as functions of time, the reader over a transport that a test
 * plays by hand, and the whole source against the exchange simulator.
 */
package dev.candlewick.sources.websocket;
