package dev.candlewick.sources.alternativeme;

/**
 * The value of the index on one day.
 *
 * @param day days since 1970, UTC
 * @param timestamp microseconds since 1970, as sent; not always the start of the day
 * @param label the provider's word for the value; null if it sent none
 */
record DayValue(int day, long timestamp, int value, String label) {}
