package dev.candlewick.sources.alternativeme;

import java.util.Locale;

/** Why input was refused: the few names by which dead letters are counted. */
enum Reason {
    /** A status that is not success, with whatever the body was. */
    HTTP_STATUS,
    /** A body that does not claim to be JSON is not parsed. */
    NOT_JSON_CONTENT,
    NOT_JSON,
    UNKNOWN_SHAPE,
    /** The provider reports an error of its own. */
    PROVIDER_ERROR,
    NO_DATA,
    MISSING_FIELD,
    MISTYPED_FIELD,
    VALUE_NOT_WHOLE,
    VALUE_OUT_OF_RANGE,
    TIME_OUT_OF_RANGE,
    /** Another row of the same answer, with a later time, gives the day another value. */
    CONFLICTING_DAY,
    /** So many rows of one answer were refused that all of it is kept as a single dead letter. */
    TOO_MANY_REJECTED;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
