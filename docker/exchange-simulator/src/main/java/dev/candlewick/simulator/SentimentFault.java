package dev.candlewick.simulator;

import java.time.Duration;
import java.time.LocalDate;

/**
 * What can happen to the sentiment index at a point of a {@link Script}. Faults that are counted
 * hit the next requests, one fault after the other.
 */
public final class SentimentFault {

    private static final HttpAnswer LIMITED =
            HttpAnswer.html(429, "<html><body><h1>429 Too Many Requests</h1></body></html>");

    private SentimentFault() {}

    /**
     * From now on the day has this value: a new day's reading or a changed one. Whatever the text,
     * {@code abc} and {@code 101} too.
     */
    public static Fault publish(LocalDate day, String value) {
        return new Fault(
                "sentiment of " + day + " is " + value,
                stage -> stage.sentiment().publish(day, value));
    }

    /** Answers with 429 and a page. */
    public static Fault limit(int count) {
        return counted("sentiment 429", count, HttpEffect.always(LIMITED));
    }

    /** Answers with 502 and a page, as a proxy does whose server is gone. */
    public static Fault badGateway(int count) {
        return counted("sentiment 502", count, HttpEffect.badGateway());
    }

    /** Answers rightly, but only after this long. */
    public static Fault slow(Duration delay, int count) {
        return counted("slow sentiment", count, HttpEffect.slow(delay));
    }

    /** Answers with 200 and the first half of the body, which is no JSON. */
    public static Fault truncate(int count) {
        return counted("truncated sentiment", count, HttpEffect.truncate());
    }

    /** Answers with 200, {@code metadata.error} and no data. */
    public static Fault error(String message, int count) {
        return counted(
                "sentiment error",
                count,
                HttpEffect.always(HttpAnswer.json(200, SentimentIndex.error(message))));
    }

    /** Answers with 200 and no readings. */
    public static Fault empty(int count) {
        return counted(
                "empty sentiment",
                count,
                HttpEffect.always(HttpAnswer.json(200, SentimentIndex.empty())));
    }

    private static Fault counted(String name, int count, HttpEffect effect) {
        return new Fault(
                name,
                stage -> {
                    for (int i = 0; i < count; i++) {
                        stage.switches().sentimentEffects.add(effect);
                    }
                });
    }
}
