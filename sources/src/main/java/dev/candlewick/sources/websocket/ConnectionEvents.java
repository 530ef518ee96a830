package dev.candlewick.sources.websocket;

import dev.candlewick.sources.hyperliquid.Message;

/** What a connection tells the reader, in the order in which it happened. */
interface ConnectionEvents {

    void onConnected();

    void onDisconnected(String why);

    /** The exchange has said that there will be no more. */
    void onEnd();

    void onMessage(Message message);

    /**
     * A pong has come.
     *
     * @param provenAt the feed's clock up to which the connection is proven drained
     */
    void onDrained(long provenAt);

    void onQuarantined(String symbol, String why);
}
