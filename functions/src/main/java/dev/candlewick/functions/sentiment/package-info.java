/** What a sentiment index says of the market: regimes, their episodes, and signals beside bars. */
package dev.candlewick.functions.sentiment;
