package dev.candlewick.sources.rest;

import dev.candlewick.sources.net.HttpAnswer;
import dev.candlewick.sources.net.HttpQuery;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The protocol of a polled resource: which request follows from a cursor, and what an answer
 * contributes.
 *
 * <p>Implementations are pure functions of cursor and time, so that a poll can be repeated from a
 * checkpoint. Times are epoch microseconds. Cursors are immutable.
 *
 * @param <T> the records
 * @param <C> the cursor: all state between two polls
 */
public interface PolledResource<T, C> extends Serializable {

    /** For logs, metrics and the id of the split. */
    String name();

    /** Before the first poll. */
    C initialCursor();

    /** A reader starts, or restarts, with this cursor. */
    C onStart(C cursor, long now);

    HttpQuery request(C cursor, long now);

    /** The queries whose answer would do at the start, the most fitting one first. */
    default List<HttpQuery> answeredBy(C cursor, long now) {
        return List.of(request(cursor, now));
    }

    /** A successful answer arrived whose content type is JSON. */
    PollResult<T, C> onAnswer(C cursor, HttpAnswer answer, long receivedAt);

    /**
     * An attempt failed.
     *
     * @param answer the answer that is no success or no JSON; null if none arrived
     */
    PollResult<T, C> onFailure(C cursor, HttpAnswer answer, long at);

    /** Time advances between polls. */
    PollResult<T, C> onTick(C cursor, long now);

    /** The records at the end of a source that polls once. */
    List<T> onEnd();

    /** The last known value, for the log. */
    String lastKnown(C cursor);

    SimpleVersionedSerializer<C> cursorSerializer();

    TypeInformation<T> producedType();
}
