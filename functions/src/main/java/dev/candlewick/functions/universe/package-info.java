/**
 * The universe: which assets are worth collecting. A decision follows from the exchange's figures,
 * the members so far and the settings, and from nothing else.
 */
package dev.candlewick.functions.universe;
