package dev.candlewick.sources.tape;

import java.io.IOException;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * A tape cannot be read at all; the message names it and says what to do. A job is not restarted
 * for it.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class TapeException extends IOException {

    TapeException(String message, Throwable cause) {
        super(message, cause);
    }
}
