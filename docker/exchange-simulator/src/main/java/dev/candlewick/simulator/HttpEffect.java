package dev.candlewick.simulator;

import java.time.Duration;

/** What becomes of one HTTP answer; runs on the thread that answers. */
@FunctionalInterface
interface HttpEffect {

    HttpAnswer insteadOf(HttpAnswer answer) throws InterruptedException;

    /** Always this, whatever would have been answered. */
    static HttpEffect always(HttpAnswer other) {
        return answer -> other;
    }

    /** 502 and a page, as a proxy answers whose server is gone. */
    static HttpEffect badGateway() {
        return always(HttpAnswer.html(502, "<html><body><h1>502 Bad Gateway</h1></body></html>"));
    }

    /** The right answer, but only after this long. */
    static HttpEffect slow(Duration delay) {
        return answer -> {
            Pace.sleepUntil(System.nanoTime() + delay.toNanos());
            return answer;
        };
    }

    /** The first half of the body, which is no JSON. */
    static HttpEffect truncate() {
        return answer ->
                new HttpAnswer(
                        answer.status(),
                        answer.contentType(),
                        answer.body().substring(0, answer.body().length() / 2));
    }

    /** Candles whose highs have a digit more. */
    static HttpEffect raiseHighs() {
        return answer ->
                new HttpAnswer(
                        answer.status(),
                        answer.contentType(),
                        answer.body().replaceAll("\"h\":\"(\\d)", "\"h\":\"9$1"));
    }
}
