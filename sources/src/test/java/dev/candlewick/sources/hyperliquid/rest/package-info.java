/** Tests of the operator that asks the exchange. */
package dev.candlewick.sources.hyperliquid.rest;
