package dev.candlewick.sources.conformance;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Trade;
import java.util.List;

/** Trades as a suite compares them. */
final class ShownTrades {

    private ShownTrades() {}

    static List<String> of(FeedEvent event) {
        return event.run() == null
                ? List.of()
                : event.run().trades().stream().map(ShownTrades::shown).toList();
    }

    private static String shown(Trade trade) {
        return shown(trade.symbol(), trade.tradeId());
    }

    static String shown(String symbol, long id) {
        return symbol + " " + id;
    }

    static long id(String shown) {
        return Long.parseLong(shown.substring(shown.indexOf(' ') + 1));
    }

    static String symbol(String shown) {
        return shown.substring(0, shown.indexOf(' '));
    }
}
