package dev.candlewick.sources.websocket;

import dev.candlewick.sources.hyperliquid.Subscription;

/** One subscription that is wanted, and how far it has come on the present connection. */
final class Wish {

    private enum Progress {
        UNSENT,
        SENT,
        SENT_TWICE,
        ACKNOWLEDGED,
        REFUSED
    }

    private final String coin;
    private final Subscription subscription;
    private Progress progress = Progress.UNSENT;
    private long sentAt;

    /**
     * @param coin whose wish it is, or {@link SymbolSplit#NO_COIN}
     */
    Wish(String coin, Subscription subscription) {
        this.coin = coin;
        this.subscription = subscription;
    }

    Subscription subscription() {
        return subscription;
    }

    String coin() {
        return coin;
    }

    void reset() {
        progress = Progress.UNSENT;
    }

    void onSent(long now) {
        progress = progress == Progress.UNSENT ? Progress.SENT : Progress.SENT_TWICE;
        sentAt = now;
    }

    void onAcknowledged() {
        progress = Progress.ACKNOWLEDGED;
    }

    void onRefused() {
        progress = Progress.REFUSED;
    }

    boolean isUnsent() {
        return progress == Progress.UNSENT;
    }

    boolean isInFlight() {
        return progress == Progress.SENT || progress == Progress.SENT_TWICE;
    }

    boolean isAcknowledged() {
        return progress == Progress.ACKNOWLEDGED;
    }

    boolean isToSendAgain(long now, long timeoutMillis) {
        return progress == Progress.SENT && now - sentAt >= timeoutMillis;
    }

    boolean isOverdue(long now, long timeoutMillis) {
        return progress == Progress.SENT_TWICE && now - sentAt >= timeoutMillis;
    }

    /** Whether a complaint of the exchange, which repeats what it was sent, is about this. */
    boolean isMeantBy(String complaint) {
        return subscription.parameters().values().stream()
                .filter(String.class::isInstance)
                .allMatch(sent -> complaint.contains("\"" + sent + '"'));
    }
}
