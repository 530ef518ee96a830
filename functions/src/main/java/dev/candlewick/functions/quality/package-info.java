/**
 * What may enter a bar, and what is done about what is missing: each trade once and none that comes
 * too late; gaps healed by the exchange's candles; bars compared with them; revisions numbered.
 */
package dev.candlewick.functions.quality;
