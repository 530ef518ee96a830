/**
 * The info endpoint of the venue: the bodies of requests, what they weigh, and what the answers
 * say. Pure Java: who sends them, and when, is not known here.
 */
package dev.candlewick.sources.hyperliquid.info;
