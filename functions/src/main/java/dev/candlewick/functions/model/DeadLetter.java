package dev.candlewick.functions.model;

/**
 * Input that was refused.
 *
 * @param source the connection or file it came from
 * @param channel as the input names it; null when that could not be read
 * @param reason a short, countable name such as {@code missing_field}
 * @param detail what exactly was wrong, for a person
 * @param payload the rejected input, byte for byte
 */
@SuppressWarnings("ArrayRecordComponent") // dead letters are not compared
public record DeadLetter(
        long receivedAt,
        String source,
        String channel,
        String reason,
        String detail,
        byte[] payload) {

    /** The same input, received at an instant. */
    public DeadLetter receivedAt(long instant) {
        return instant == receivedAt
                ? this
                : new DeadLetter(instant, source, channel, reason, detail, payload);
    }
}
