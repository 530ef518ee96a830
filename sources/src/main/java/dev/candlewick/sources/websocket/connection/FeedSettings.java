package dev.candlewick.sources.websocket.connection;

import dev.candlewick.sources.feed.FeedClock;
import dev.candlewick.sources.journal.JournalSettings;
import dev.candlewick.sources.json.PriceBound;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;

/**
 * Everything that a reader has to know.
 *
 * @param venue the exchange, and what is subscribed there
 * @param endReason a normal close that gives this reason ends the input; null if nothing does
 * @param journal null where frames are not journalled
 */
public record FeedSettings(
        URI uri,
        Venue venue,
        PriceBound priceBound,
        Duration outOfOrderness,
        FeedClock clock,
        String endReason,
        ConnectionPolicy policy,
        QueueBounds queue,
        ExchangeLimits limits,
        JournalSettings journal)
        implements Serializable {

    /** For logs and dead letters: without what may be secret in an address. */
    public String address() {
        return uri.getScheme()
                + "://"
                + uri.getRawAuthority().replaceFirst(".*@", "")
                + uri.getPath();
    }

    /** The same for one of so many readers, which share what the exchange allows. */
    public FeedSettings shareOf(int readers) {
        return new FeedSettings(
                uri,
                venue,
                priceBound,
                outOfOrderness,
                clock,
                endReason,
                policy,
                queue,
                limits.shareOf(readers),
                journal);
    }

    public long outOfOrdernessMicros() {
        return outOfOrderness.toMillis() * 1_000;
    }
}
