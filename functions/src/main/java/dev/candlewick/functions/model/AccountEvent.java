package dev.candlewick.functions.model;

/**
 * What an account stream said, word for word.
 *
 * @param user the address it was subscribed for; null where several were and the frame names none
 * @param channel the exchange's name of the stream
 * @param eventTime the newest exchange time in it; null if it has none
 * @param snapshot whether it repeats history, as the first frame of some streams does
 * @param payload the frame's data as JSON, verbatim
 * @param receivedAt by the clock of the feed
 */
public record AccountEvent(
        String user,
        String channel,
        Long eventTime,
        boolean snapshot,
        String payload,
        long receivedAt)
        implements MarketData {}
