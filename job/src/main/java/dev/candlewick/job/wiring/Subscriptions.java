package dev.candlewick.job.wiring;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.job.settings.InvalidSettingsException;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.sources.hyperliquid.AccountStream;
import dev.candlewick.sources.hyperliquid.Subscription;
import dev.candlewick.sources.websocket.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the settings ask of the exchange. */
final class Subscriptions {

    /** Those that are subscribed once, and are of many coins or of none. */
    private static final List<String> OF_NO_COIN =
            List.of(
                    "allMids",
                    "fastAssetCtxs",
                    "assetCtxs",
                    "spotAssetCtxs",
                    "allDexsAssetCtxs",
                    "outcomeMetaUpdates");

    private Subscriptions() {}

    /**
     * Besides trades. Books move event time where nobody trades, so bars need them, asked for or
     * not.
     */
    static List<Channel> ofEachCoin(Settings settings) {
        List<String> wanted = settings.exchange().subscriptions();
        List<Channel> channels = new ArrayList<>(List.of(Channel.BOOK));
        for (Channel channel : List.of(Channel.BBO, Channel.ASSET_CONTEXT)) {
            if (wanted.contains(channel.type())) {
                channels.add(channel);
            }
        }
        if (wanted.contains(Channel.CANDLE)) {
            settings.bars().intervals().stream()
                    .filter(Subscriptions::isCandleOfTheExchange)
                    .forEach(interval -> channels.add(Channel.candle(interval.label())));
        }
        return channels;
    }

    /** It has all but the shortest. */
    private static boolean isCandleOfTheExchange(BarInterval interval) {
        return interval != BarInterval.S1;
    }

    /** Streams of the whole exchange, then those of accounts. */
    static List<Subscription> ofNoCoin(Settings settings) throws InvalidSettingsException {
        List<Subscription> subscriptions = new ArrayList<>();
        OF_NO_COIN.stream()
                .filter(settings.exchange().subscriptions()::contains)
                .map(Subscription::ofAll)
                .forEach(subscriptions::add);
        for (String user : settings.exchange().users()) {
            addAccount(user.toLowerCase(Locale.ROOT), settings, subscriptions);
        }
        return subscriptions;
    }

    private static void addAccount(String user, Settings settings, List<Subscription> subscriptions)
            throws InvalidSettingsException {
        List<String> coins = settings.universe().collected();
        for (String type : settings.exchange().accountStreams()) {
            AccountStream stream = AccountStream.ofType(type).orElseThrow();
            if (stream.isOfACoin()) {
                coins.stream()
                        .filter(Subscriptions::isPerpetual)
                        .forEach(coin -> subscriptions.add(stream.of(user, coin)));
            } else {
                subscriptions.add(stream.of(user));
            }
        }
    }

    /** Spot pairs and outcomes have names of their own shape. */
    private static boolean isPerpetual(String coin) {
        return !coin.startsWith("@") && !coin.startsWith("#") && !coin.contains("/");
    }
}
