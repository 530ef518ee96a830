package dev.candlewick.functions.sentiment;

/**
 * What a join needs to know of an index: a new or changed value, other rules, or only that time has
 * passed.
 *
 * @param completeUntil everything that was known by this instant has been emitted
 * @param reading null without a new value
 * @param rules null as long as they stay as they are
 */
public record SentimentUpdate(long completeUntil, KnownReading reading, RulesInForce rules) {

    static SentimentUpdate of(long completeUntil, KnownReading reading) {
        return new SentimentUpdate(completeUntil, reading, null);
    }

    static SentimentUpdate of(RulesInForce rules) {
        return new SentimentUpdate(Long.MIN_VALUE, null, rules);
    }
}
