package dev.candlewick.connectors.hyperliquid;

import dev.candlewick.functions.quality.RouteFeed;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import dev.candlewick.sources.hyperliquid.wire.Channel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.util.OutputTag;

/** A stream of the exchange that can be a table. */
enum FeedStream {
    TRADES,
    BBO,
    BOOKS,
    CANDLES,
    ASSET_CONTEXTS;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<FeedStream> of(String label) {
        return Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
    }

    Table<?> table() {
        return switch (this) {
            case TRADES -> Tables.TRADES;
            case BBO -> Tables.BBO;
            case BOOKS -> Tables.BOOKS;
            case CANDLES -> Tables.EXCHANGE_CANDLES;
            case ASSET_CONTEXTS -> Tables.ASSET_CONTEXTS;
        };
    }

    /** Where {@link RouteFeed} puts its rows; null of trades, which stay in the feed. */
    OutputTag<?> tag() {
        return switch (this) {
            case TRADES -> null;
            case BBO -> RouteFeed.OFFERS;
            case BOOKS -> RouteFeed.BOOKS;
            case CANDLES -> RouteFeed.CANDLES;
            case ASSET_CONTEXTS -> RouteFeed.CONTEXTS;
        };
    }

    /** What to subscribe besides trades. Books move event time where no trades come. */
    List<Channel> channels(List<String> intervals) {
        return switch (this) {
            case TRADES, BOOKS -> List.of(Channel.BOOK);
            case BBO -> List.of(Channel.BBO);
            case CANDLES -> intervals.stream().map(Channel::candle).toList();
            case ASSET_CONTEXTS -> List.of(Channel.ASSET_CONTEXT);
        };
    }
}
