package dev.candlewick.sources.websocket;

import dev.candlewick.sources.hyperliquid.Message;

/** Hands on what a connection tells; that it is gone is first recorded. */
record RecordedEvents(Recorder recorder, SignalRouter router) implements ConnectionEvents {

    @Override
    public void onConnected() {
        router.onConnected();
    }

    @Override
    public void onDisconnected(String why) {
        recorder.onLost(why);
        router.onDisconnected(why);
    }

    @Override
    public void onEnd() {
        recorder.onLost("the feed has ended");
        router.onEnd();
    }

    @Override
    public void onMessage(Message message) {
        router.onMessage(message);
    }

    @Override
    public void onDrained(long provenAt) {
        router.onDrained(provenAt);
    }

    @Override
    public void onQuarantined(String symbol, String why) {
        router.onQuarantined(symbol, why);
    }
}
