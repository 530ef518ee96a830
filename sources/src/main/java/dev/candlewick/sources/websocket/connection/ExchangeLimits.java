package dev.candlewick.sources.websocket.connection;

import java.io.Serializable;

/**
 * What the exchange allows one IP address, over all connections together.
 *
 * @param connectionsPerMinute newly opened
 * @param users whose account streams are subscribed at the same time
 */
public record ExchangeLimits(
        int connections,
        int connectionsPerMinute,
        int messagesPerMinute,
        int subscriptions,
        int users)
        implements Serializable {

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
