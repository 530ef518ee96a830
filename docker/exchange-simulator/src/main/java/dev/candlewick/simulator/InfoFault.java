package dev.candlewick.simulator;

import java.time.Duration;

/**
 * What can happen to the info endpoint at a point of a {@link Script}. Faults that are counted hit
 * the next requests, one fault after the other. Requests by WebSocket are spared.
 */
public final class InfoFault {

    private static final HttpAnswer LIMITED = HttpAnswer.json(429, "null");
    private static final HttpAnswer FAILED = HttpAnswer.json(500, "null");

    private InfoFault() {}

    /** Answers with 429 and {@code null}. */
    public static Fault limit(int count) {
        return counted("429", count, HttpEffect.always(LIMITED));
    }

    /** Answers with 500 and {@code null}. */
    public static Fault fail(int count) {
        return counted("500", count, HttpEffect.always(FAILED));
    }

    /** Answers with 502 and a page. */
    public static Fault badGateway(int count) {
        return counted("502", count, HttpEffect.badGateway());
    }

    /** Answers rightly, but only after this long. */
    public static Fault slow(Duration delay, int count) {
        return counted("slow answers", count, HttpEffect.slow(delay));
    }

    /** Answers with 200 and the first half of the body. */
    public static Fault truncate(int count) {
        return counted("truncated answers", count, HttpEffect.truncate());
    }

    /** Answers with candles whose highs are far too high; what holds none is left as it is. */
    public static Fault raiseHighs(int count) {
        return counted("highs too high", count, HttpEffect.raiseHighs());
    }

    /** Does not listen for HTTP for a while, so that connections are refused; the index neither. */
    public static Fault refuseConnections(Duration duration) {
        return new Fault("no HTTP for " + duration, stage -> stage.closeHttp(duration));
    }

    /**
     * From now on a candle without trades appears only so long after its end, in tape time, unless
     * there is a trade after it.
     */
    public static Fault publishEmptyCandlesLate(Duration tapeTime) {
        return new Fault(
                "empty candles come " + tapeTime + " late",
                stage -> stage.switches().emptyCandlesLateMillis.set(tapeTime.toMillis()));
    }

    /** Lists other assets, or the same ones with other figures, from now on. */
    public static Fault relist(Listings listings) {
        return new Fault("other listings", stage -> stage.switches().listings.set(listings));
    }

    /** Changes what all clients together may ask within a minute, in the exchange's weights. */
    public static Fault maxWeightPerMinute(int weight) {
        return new Fault(
                "a weight of " + weight + " a minute",
                stage -> stage.switches().rateLimit.set(weight));
    }

    private static Fault counted(String name, int count, HttpEffect effect) {
        return new Fault(
                name,
                stage -> {
                    for (int i = 0; i < count; i++) {
                        stage.switches().infoEffects.add(effect);
                    }
                });
    }
}
