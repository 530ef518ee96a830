package dev.candlewick.sources.alternativeme;

import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.sources.json.Reason;
import dev.candlewick.sources.net.HttpAnswer;
import dev.candlewick.sources.net.HttpQuery;
import dev.candlewick.sources.rest.PollResult;
import dev.candlewick.sources.rest.PolledResource;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The index as a polled resource. */
record FearGreedIndex(URI uri, Duration publicationDelay)
        implements PolledResource<SentimentEvent, FearGreedCursor> {

    private static final int WHOLE_HISTORY = 0;
    private static final int USUAL_LIMIT = 10;

    /** A new value is rarely available on the second. */
    private static final Duration SLACK = Duration.ofSeconds(60);

    @Override
    public String name() {
        return FearGreedSource.INDEX_NAME;
    }

    @Override
    public FearGreedCursor initialCursor() {
        return FearGreedCursor.START;
    }

    @Override
    public FearGreedCursor onStart(FearGreedCursor cursor, long now) {
        return cursor.with(cursor.observation().onStart(now));
    }

    /** The whole history at first, then enough days to catch up and to detect revisions. */
    @Override
    public HttpQuery request(FearGreedCursor cursor, long now) {
        int limit = WHOLE_HISTORY;
        if (!cursor.days().isEmpty()) {
            long missed = TimeUnit.MICROSECONDS.toDays(now) - cursor.days().newestDay();
            limit = (int) Math.max(USUAL_LIMIT, missed + 2);
        }
        return query(limit);
    }

    /** The whole history answers every request. */
    @Override
    public List<HttpQuery> answeredBy(FearGreedCursor cursor, long now) {
        return List.of(request(cursor, now), query(WHOLE_HISTORY));
    }

    private HttpQuery query(int limit) {
        String separator = uri.getRawQuery() == null ? "?" : "&";
        return HttpQuery.get(URI.create(uri + separator + "limit=" + limit));
    }

    /** For dead letters: without what may be secret in an address. */
    String address() {
        return uri.getScheme()
                + "://"
                + uri.getRawAuthority().replaceFirst(".*@", "")
                + uri.getRawPath();
    }

    @Override
    public PollResult<SentimentEvent, FearGreedCursor> onAnswer(
            FearGreedCursor cursor, HttpAnswer http, long receivedAt) {
        PollResultBuilder result = new PollResultBuilder(this, cursor, receivedAt);
        FearGreedDecoder.Answer answer =
                FearGreedDecoder.decode(http.body(), address(), name(), result.arrival());
        result.reject(answer.rejected());
        if (answer.fault() != null) {
            return result.build(answer.fault(), null);
        }
        result.read(answer.days());
        Duration untilUpdate = answer.untilUpdate();
        return result.build(null, untilUpdate == null ? null : untilUpdate.plus(SLACK));
    }

    @Override
    public PollResult<SentimentEvent, FearGreedCursor> onFailure(
            FearGreedCursor cursor, HttpAnswer answer, long at) {
        PollResultBuilder result = new PollResultBuilder(this, cursor, at);
        if (answer == null) {
            return result.build(null, null);
        }
        Reason reason = answer.isSuccess() ? Reason.NOT_JSON_CONTENT : Reason.HTTP_STATUS;
        result.reject(List.of(result.letterOf(reason, answer)));
        return result.build(answer.describe(), null);
    }

    @Override
    public PollResult<SentimentEvent, FearGreedCursor> onTick(FearGreedCursor cursor, long now) {
        return new PollResultBuilder(this, cursor, now).build(null, null);
    }

    /** Readers need not wait for more readings: the end of time. */
    @Override
    public List<SentimentEvent> onEnd() {
        return List.of(SentimentEvent.time(name(), Long.MAX_VALUE));
    }

    @Override
    public String lastKnown(FearGreedCursor cursor) {
        KnownDays days = cursor.days();
        return days.isEmpty()
                ? "no reading"
                : String.format(
                        Locale.ROOT,
                        "the reading of %s (%d)",
                        LocalDate.ofEpochDay(days.newestDay()),
                        days.valueOf(days.newestDay()));
    }

    @Override
    public SimpleVersionedSerializer<FearGreedCursor> cursorSerializer() {
        return new FearGreedCursorSerializer();
    }

    @Override
    public TypeInformation<SentimentEvent> producedType() {
        return TypeInformation.of(SentimentEvent.class);
    }
}
