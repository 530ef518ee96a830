package dev.candlewick.job.wiring;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.job.settings.InvalidSettingsException;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.sources.hyperliquid.wire.Channel;
import dev.candlewick.sources.hyperliquid.wire.StreamType;
import dev.candlewick.sources.hyperliquid.wire.StreamType.Shape;
import dev.candlewick.sources.hyperliquid.wire.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the settings ask of the exchange. */
final class Subscriptions {

    private Subscriptions() {}

    /**
     * Besides trades. Books move event time where no trades come, so bars need them, asked for or
     * not.
     */
    static List<Channel> ofEachCoin(Settings settings) {
        List<String> wanted = settings.exchange().subscriptions();
        List<Channel> channels = new ArrayList<>(List.of(Channel.BOOK));
        for (Channel channel : List.of(Channel.BBO, Channel.ASSET_CONTEXT)) {
            if (wanted.contains(channel.type().label())) {
                channels.add(channel);
            }
        }
        if (wanted.contains(StreamType.CANDLE.label())) {
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
        StreamType.ofShape(Shape.OF_ALL).stream()
                .filter(one -> settings.exchange().subscriptions().contains(one.label()))
                .map(StreamType::of)
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
            StreamType stream = StreamType.ofLabel(type).orElseThrow();
            if (stream.shape() == Shape.OF_USER_AND_COIN) {
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
