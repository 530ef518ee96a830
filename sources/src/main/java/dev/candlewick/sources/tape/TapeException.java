package dev.candlewick.sources.tape;

import java.io.IOException;

/** A tape cannot be read at all; the message names it and says what to do. */
public final class TapeException extends IOException {

    TapeException(String message, Throwable cause) {
        super(message, cause);
    }
}
