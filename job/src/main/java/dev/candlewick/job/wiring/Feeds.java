package dev.candlewick.job.wiring;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.job.settings.InvalidSettingsException;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.sources.archive.ArchiveRequest;
import dev.candlewick.sources.archive.ArchiveSource;
import dev.candlewick.sources.hyperliquid.ValidationRules;
import dev.candlewick.sources.hyperliquid.rest.ExchangeRestOperatorFactory;
import dev.candlewick.sources.hyperliquid.rest.RestPolicy;
import dev.candlewick.sources.tape.TapeSource;
import dev.candlewick.sources.websocket.ConnectionPolicy;
import dev.candlewick.sources.websocket.FeedClock;
import dev.candlewick.sources.websocket.WebSocketSource;
import dev.candlewick.sources.websocket.WebSocketSourceBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.source.Source;

/** Where trades come from, and whom to ask about them. */
public final class Feeds {

    private static final Duration NEVER = Duration.ofDays(365);

    private Feeds() {}

    /** The exchange that the settings name. */
    public static Source<FeedEvent, ?, ?> live(Settings settings, Recording recording)
            throws InvalidSettingsException {
        return exchange(settings)
                .url(settings.exchange().websocketUrl().toString())
                .clock(FeedClock.WALL)
                .journal(recording.journal(settings.exchange()))
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

    /** Who answers with the exchange's own candles. */
    public static ExchangeRestOperatorFactory candles(URI restUrl, Settings settings) {
        return new ExchangeRestOperatorFactory(
                restUrl,
                RestPolicy.of(settings.exchange().maxRestWeightPerMinute()),
                new ValidationRules(settings.quality().maxPrice(), false));
    }

    /** What a period of the archive holds of some symbols. */
    public static Source<FeedEvent, ?, ?> archive(ArchiveRequest request, Settings settings) {
        return ArchiveSource.builder()
                .request(request)
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
