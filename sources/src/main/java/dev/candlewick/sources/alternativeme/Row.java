package dev.candlewick.sources.alternativeme;

/**
 * What an answer says about one day.
 *
 * @param day days since 1970, UTC
 * @param timestamp seconds since 1970, as it came; not always the day's beginning
 * @param label the provider's word for the value; null if it gave none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Row(int day, long timestamp, int value, String label, byte[] payload) {}
