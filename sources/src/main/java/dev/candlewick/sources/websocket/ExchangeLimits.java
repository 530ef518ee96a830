package dev.candlewick.sources.websocket;

import java.io.Serializable;

/**
 * What the exchange allows one IP address, over all connections together.
 *
 * @param connections open at the same time
 * @param connectionsPerMinute newly opened
 * @param messagesPerMinute sent to the exchange
 * @param subscriptions held at the same time
 * @param users whose account streams are subscribed at the same time
 */
public record ExchangeLimits(
        int connections,
        int connectionsPerMinute,
        int messagesPerMinute,
        int subscriptions,
        int users)
        implements Serializable {

    public static final ExchangeLimits HYPERLIQUID = new ExchangeLimits(10, 30, 2_000, 1_000, 10);

    /** What each of so many readers may use of the rates, so that together they keep to them. */
    ExchangeLimits shareOf(int readers) {
        return new ExchangeLimits(
                1,
                Math.max(1, connectionsPerMinute / readers),
                Math.max(1, messagesPerMinute / readers),
                subscriptions,
                users);
    }
}
