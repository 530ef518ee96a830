package dev.candlewick.sources.recording;

import java.io.IOException;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * A recording cannot be read at all; the message names it and the remedy. The job is not restarted
 * for it.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class RecordingException extends IOException {

    RecordingException(String message, Throwable cause) {
        super(message, cause);
    }
}
