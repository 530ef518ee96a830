package dev.candlewick.sinks.duckdb;

import java.io.IOException;

/**
 * Another process has the store open: not a failure of its disk, and it does not pass by waiting.
 */
final class StoreTakenException extends IOException {

    private static final long serialVersionUID = 1L;

    StoreTakenException(String message, Throwable cause) {
        super(message, cause);
    }
}
