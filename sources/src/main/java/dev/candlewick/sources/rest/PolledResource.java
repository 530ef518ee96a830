package dev.candlewick.sources.rest;

import dev.candlewick.sources.net.HttpAnswer;
import dev.candlewick.sources.net.HttpQuery;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * What is polled: which request follows from a cursor, and what an answer adds to it.
 *
 * <p>Functions of cursor and time without state of their own, so that a poll can be repeated from a
 * checkpoint. Times are epoch microseconds. A cursor is never changed, only replaced.
 *
 * @param <T> what comes out
 * @param <C> all that has to be known between two polls
 */
public interface PolledResource<T, C> extends Serializable {

    /** For logs, metrics and the id of the split. */
    String name();

    /** Of a resource never asked before. */
    C initialCursor();

    /** A reader begins, or begins again, with this cursor. */
    C onStart(C cursor, long now);

    HttpQuery request(C cursor, long now);

    /** A successful answer arrived, of a content type that may be parsed. */
    PollStep<T, C> onAnswer(C cursor, HttpAnswer answer, long receivedAt);

    /**
     * An attempt failed.
     *
     * @param answer what came instead of a usable answer; null if nothing did
     */
    PollStep<T, C> onFailure(C cursor, HttpAnswer answer, long at);

    /** Time passes between polls. */
    PollStep<T, C> onTick(C cursor, long now);

    /** The source polls only once, and has: what there is to say at the end. */
    List<T> onEnd();

    /** What stands while the provider cannot be asked, for the log. */
    String lastKnown(C cursor);

    SimpleVersionedSerializer<C> cursorSerializer();

    TypeInformation<T> producedType();
}
