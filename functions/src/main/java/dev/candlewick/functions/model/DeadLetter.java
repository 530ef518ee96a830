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
@SuppressWarnings(
        "ArrayRecordComponent") // bytes are what was received; nobody compares dead letters
public record DeadLetter(
        long receivedAt,
        String source,
        String channel,
        String reason,
        String detail,
        byte[] payload) {}
