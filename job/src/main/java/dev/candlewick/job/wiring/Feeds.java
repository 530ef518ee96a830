package dev.candlewick.job.wiring;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.job.reload.SettingsInForce;
import dev.candlewick.job.settings.InvalidSettingsException;
import dev.candlewick.job.settings.Problem;
import dev.candlewick.job.settings.ReloadableSettings;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.settings.UniverseSettings;
import dev.candlewick.job.summary.StoredQuality;
import dev.candlewick.sources.archive.ArchiveRequest;
import dev.candlewick.sources.archive.ArchiveSource;
import dev.candlewick.sources.feed.FeedClock;
import dev.candlewick.sources.hyperliquid.rest.AssetSurvey;
import dev.candlewick.sources.hyperliquid.rest.ExchangeRestOperatorFactory;
import dev.candlewick.sources.hyperliquid.rest.RestPolicy;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.json.PriceBound;
import dev.candlewick.sources.json.ValidationRules;
import dev.candlewick.sources.net.HttpEnvironment;
import dev.candlewick.sources.net.RequestPolicy;
import dev.candlewick.sources.replay.ReplaySource;
import dev.candlewick.sources.websocket.WebSocketSource;
import dev.candlewick.sources.websocket.WebSocketSourceBuilder;
import dev.candlewick.sources.websocket.connection.ConnectionPolicy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.source.Source;

/** Where trades come from, and whom to ask about them. */
public final class Feeds {

    private static final Duration NEVER = Duration.ofDays(365);
    private static final int MAX_LISTINGS_BYTES = 8 << 20;

    private Feeds() {}

    /**
     * The exchange that the settings name.
     *
     * @param inForce those of them that may change meanwhile
     */
    public static Source<FeedEvent, ?, ?> live(
            Settings settings, Recording recording, SettingsInForce inForce)
            throws InvalidSettingsException {
        return exchange(settings.exchange().restUrl(), settings, inForce)
                .url(settings.exchange().websocketUrl().toString())
                .clock(FeedClock.WALL)
                .journal(recording.journal(settings.exchange()))
                .build();
    }

    /**
     * Refuses settings by which more would be collected than the exchange allows.
     *
     * @throws InvalidSettingsException saying how much that is
     */
    public static void refuseTooMany(Settings settings) throws InvalidSettingsException {
        try {
            live(settings, new Recording(Optional.empty(), Instant.EPOCH, true), fixed(settings));
        } catch (IllegalStateException moreThanTheExchangeAllows) {
            throw new InvalidSettingsException(
                    List.of(new Problem(moreThanTheExchangeAllows.getMessage())));
        }
    }

    /**
     * An exchange that plays a tape, at whatever speed, and says so when it has ended. Its books
     * are those that were recorded: of some coins none, so their silence means nothing.
     *
     * @param restUrl where it tells what it lists
     */
    public static Source<FeedEvent, ?, ?> played(
            URI url, URI restUrl, String endReason, Settings settings)
            throws InvalidSettingsException {
        return exchange(restUrl, settings, fixed(settings))
                .url(url.toString())
                .clock(FeedClock.EXCHANGE)
                .endsOnCloseReason(endReason)
                .policy(ConnectionPolicy.DEFAULT.withFreshness(NEVER, NEVER))
                .build();
    }

    /** Recordings. */
    public static Source<FeedEvent, ?, ?> recordings(List<String> files, Settings settings) {
        return ReplaySource.builder(HyperliquidFeed.of())
                .files(files)
                .maxPrice(settings.quality().maxPrice())
                .outOfOrderness(settings.bars().outOfOrderness())
                .build();
    }

    /** Who answers with the exchange's own candles. */
    public static ExchangeRestOperatorFactory candles(URI restUrl, Settings settings) {
        return candles(restUrl, settings, fixed(settings));
    }

    /** The same by settings that may change meanwhile. */
    public static ExchangeRestOperatorFactory candles(
            URI restUrl, Settings settings, SettingsInForce inForce) {
        return new ExchangeRestOperatorFactory(
                restUrl,
                RestPolicy.of(weightOfCandles(settings)),
                new ValidationRules(highestPrice(inForce), false));
    }

    private static SettingsInForce fixed(Settings settings) {
        return SettingsInForce.fixed(ReloadableSettings.of(settings));
    }

    private static PriceBound highestPrice(SettingsInForce inForce) {
        return () -> inForce.settings().maxPrice();
    }

    /** What the exchange allows, without the share of discovery. */
    private static int weightOfCandles(Settings settings) {
        int weight = settings.exchange().maxRestWeightPerMinute();
        return settings.universe().discovery().enabled()
                ? weight - AssetSurvey.WEIGHT_PER_MINUTE
                : weight;
    }

    /** What a period of the archive holds of some symbols. */
    public static Source<FeedEvent, ?, ?> archive(ArchiveRequest request, Settings settings) {
        return ArchiveSource.builder(request)
                .maxSilence(settings.archive().maxSilence())
                .maxLineSilence(settings.archive().maxLineSilence())
                .maxPrice(settings.quality().maxPrice())
                .outOfOrderness(settings.bars().outOfOrderness())
                .build();
    }

    /** With the symbols that are always collected, and with those that are chosen. */
    private static WebSocketSourceBuilder followed(
            WebSocketSourceBuilder source, URI restUrl, Settings settings, SettingsInForce inForce)
            throws InvalidSettingsException {
        UniverseSettings universe = settings.universe();
        source.symbols(universe.symbols());
        if (universe.discovery().enabled()) {
            source.choice(
                    new DiscoveredUniverse(
                            universe.discovery(),
                            inForce,
                            surveys(restUrl, inForce),
                            quality(settings)),
                    universe.most());
        } else if (universe.file().isPresent() || inForce.mayChange()) {
            source.choice(new ListedUniverse(universe.file(), inForce), universe.most());
        }
        return source;
    }

    private static StoredQuality quality(Settings settings) {
        return new StoredQuality(
                settings.hotStore().path().toAbsolutePath().toString(),
                FlinkPaths.absolute(settings.lake().path()),
                settings.bars().allowedLateness());
    }

    private static DiscoveredUniverse.Surveys surveys(URI restUrl, SettingsInForce inForce) {
        PriceBound highestPrice = highestPrice(inForce);
        RestPolicy policy = RestPolicy.of(RestPolicy.LEAST_WEIGHT_PER_MINUTE);
        return () ->
                new AssetSurvey(
                        restUrl,
                        policy.requests()
                                .withLimit(
                                        new RequestPolicy.Limit(
                                                AssetSurvey.WEIGHT_PER_MINUTE,
                                                Duration.ofMinutes(1))),
                        new ValidationRules(highestPrice, false),
                        HttpEnvironment.real(policy.timeout(), MAX_LISTINGS_BYTES));
    }

    private static WebSocketSourceBuilder exchange(
            URI restUrl, Settings settings, SettingsInForce inForce)
            throws InvalidSettingsException {
        HyperliquidFeed feed =
                new HyperliquidFeed(
                        Subscriptions.ofEachCoin(settings), Subscriptions.ofNoCoin(settings));
        return followed(WebSocketSource.builder(feed), restUrl, settings, inForce)
                .limits(settings.exchange().limits())
                .priceBound(highestPrice(inForce))
                .outOfOrderness(settings.bars().outOfOrderness());
    }
}
