/**
 * What a trade, a bar or a gap is: records and enums with their invariants and nothing else.
 *
 * <p>Every instant is a {@code long} of microseconds since the epoch, UTC, as the tables store it.
 * Prices and sizes are exact decimals with the digits they arrived with.
 */
package dev.candlewick.functions.model;
