package dev.candlewick.job.wiring;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.job.settings.InvalidSettingsException;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.sources.tape.TapeSource;
import dev.candlewick.sources.websocket.ConnectionPolicy;
import dev.candlewick.sources.websocket.FeedClock;
import dev.candlewick.sources.websocket.WebSocketSource;
import dev.candlewick.sources.websocket.WebSocketSourceBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.source.Source;

/** Where trades come from. */
public final class Feeds {

    private static final Duration NEVER = Duration.ofDays(365);

    private Feeds() {}

    /** The exchange that the settings name. */
    public static Source<FeedEvent, ?, ?> live(Settings settings) throws InvalidSettingsException {
        return exchange(settings)
                .url(settings.exchange().websocketUrl().toString())
                .clock(FeedClock.WALL)
                .build();
    }

    /**
     * An exchange that plays a tape, at whatever speed, and says so when it has ended. Its books
     * are those that were recorded: of some coins none, so their silence means nothing.
     */
    public static Source<FeedEvent, ?, ?> played(URI url, String endReason, Settings settings)
            throws InvalidSettingsException {
        return exchange(settings)
                .url(url.toString())
                .clock(FeedClock.EXCHANGE)
                .endsOnCloseReason(endReason)
                .policy(ConnectionPolicy.DEFAULT.withFreshness(NEVER, NEVER))
                .build();
    }

    /** Recorded tapes. */
    public static Source<FeedEvent, ?, ?> tapes(List<String> files, Settings settings) {
        return TapeSource.builder()
                .files(files)
                .maxPrice(settings.quality().maxPrice())
                .outOfOrderness(settings.bars().outOfOrderness())
                .build();
    }

    private static WebSocketSourceBuilder exchange(Settings settings)
            throws InvalidSettingsException {
        return WebSocketSource.builder()
                .symbols(settings.universe().collected())
                .channels(Subscriptions.ofEachCoin(settings))
                .streams(Subscriptions.ofNoCoin(settings))
                .limits(settings.exchange().limits())
                .maxPrice(settings.quality().maxPrice())
                .outOfOrderness(settings.bars().outOfOrderness());
    }
}
