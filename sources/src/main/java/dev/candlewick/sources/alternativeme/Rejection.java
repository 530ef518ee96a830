package dev.candlewick.sources.alternativeme;

import java.util.Arrays;

/**
 * Refused input.
 *
 * @param payload the refused bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its fingerprint only
record Rejection(Reason reason, String detail, byte[] payload) {

    /** By which the same rejection is known again at the next poll. */
    long fingerprint() {
        return ((long) reason.text().hashCode() << Integer.SIZE)
                | Integer.toUnsignedLong(Arrays.hashCode(payload));
    }
}
