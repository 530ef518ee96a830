package dev.candlewick.sources.hyperliquid.session;

import dev.candlewick.sources.hyperliquid.wire.Subscription;

/** One subscription that is wanted, and how far it has come on the present connection. */
final class WantedStream {

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
    private boolean isRenewed;

    WantedStream(String coin, Subscription subscription) {
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
        isRenewed = false;
    }

    /** It stood on this connection, and is to be subscribed once more. */
    void renew() {
        progress = Progress.UNSENT;
        isRenewed = true;
    }

    /** Whether nothing is known of it on this connection. */
    boolean isUnproven() {
        return isInFlight() && !isRenewed;
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
                .allMatch(sent -> complaint.contains("\"" + sent + '"'));
    }
}
