package dev.candlewick.sources.alternativeme;

import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.sources.net.HttpAnswer;
import dev.candlewick.sources.net.HttpQuery;
import dev.candlewick.sources.rest.PollStep;
import dev.candlewick.sources.rest.PolledResource;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The index as a polled resource. */
record FearGreedIndex(URI uri, Duration publicationDelay)
        implements PolledResource<SentimentEvent, FearGreedCursor> {

    private static final int USUAL_LIMIT = 10;

    /** What comes is rarely there on the second. */
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
        return cursor.with(cursor.watch().onStart(now));
    }

    /** The whole history at first, then enough to catch up and to see revisions. */
    @Override
    public HttpQuery request(FearGreedCursor cursor, long now) {
        int limit = 0;
        if (!cursor.days().isEmpty()) {
            long missed = TimeUnit.MICROSECONDS.toDays(now) - cursor.days().newestDay();
            limit = (int) Math.max(USUAL_LIMIT, missed + 2);
        }
        String separator = uri.getRawQuery() == null ? "?" : "&";
        return HttpQuery.get(URI.create(uri + separator + "limit=" + limit));
    }

    @Override
    public PollStep<SentimentEvent, FearGreedCursor> onAnswer(
            FearGreedCursor cursor, HttpAnswer http, long receivedAt) {
        FearGreedAnswer answer = FearGreedDecoder.decode(http.body(), receivedAt);
        Findings findings = new Findings(this, cursor, receivedAt);
        findings.reject(answer.rejections());
        if (answer.fault() != null) {
            return findings.toStep(answer.fault(), null);
        }
        findings.read(answer.rows());
        Duration untilUpdate = answer.untilUpdate();
        return findings.toStep(null, untilUpdate == null ? null : untilUpdate.plus(SLACK));
    }

    @Override
    public PollStep<SentimentEvent, FearGreedCursor> onFailure(
            FearGreedCursor cursor, HttpAnswer answer, long at) {
        Findings findings = new Findings(this, cursor, at);
        if (answer != null) {
            Reason reason = answer.isSuccess() ? Reason.NOT_JSON_CONTENT : Reason.HTTP_STATUS;
            findings.reject(List.of(new Rejection(reason, answer.describe(), answer.body())));
        }
        return findings.toStep(answer == null ? null : answer.describe(), null);
    }

    @Override
    public PollStep<SentimentEvent, FearGreedCursor> onTick(FearGreedCursor cursor, long now) {
        return new Findings(this, cursor, now).toStep(null, null);
    }

    /** Nobody needs to wait for more: time has come to its end. */
    @Override
    public List<SentimentEvent> onEnd() {
        return List.of(SentimentEvent.time(name(), Long.MAX_VALUE));
    }

    @Override
    public String lastKnown(FearGreedCursor cursor) {
        KnownDays days = cursor.days();
        return days.isEmpty()
                ? "nothing (no reading has come yet)"
                : "the reading of %s (%d)"
                        .formatted(
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
