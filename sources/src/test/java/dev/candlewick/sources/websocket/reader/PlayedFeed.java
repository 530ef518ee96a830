package dev.candlewick.sources.websocket.reader;

import dev.candlewick.sources.websocket.WebSocketSourceBuilder;
import dev.candlewick.sources.websocket.split.WebSocketSplit;
import java.time.Duration;

/** A reader over a transport and a clock that the test plays by hand. */
public final class PlayedFeed extends FeedUnderTest {

    public final TestingTransport transport;
    public final TestingTimeSource time;
    private TestingTransport.Peer connected;

    public PlayedFeed(WebSocketSourceBuilder source, String... symbols) {
        this(source, new TestingTransport(), new TestingTimeSource());
        for (String symbol : symbols) {
            add(WebSocketSplit.fresh(symbol));
        }
    }

    private PlayedFeed(
            WebSocketSourceBuilder source, TestingTransport transport, TestingTimeSource time) {
        super(source.url("ws://localhost:1").symbols("any").build().settings(), transport, time);
        this.transport = transport;
        this.time = time;
    }

    /** Connects; what the client sends at once is left to be asked for. */
    public TestingTransport.Peer connect() {
        round();
        TestingTransport.Peer peer = transport.peer();
        peer.accept();
        connected = peer;
        round();
        round();
        return peer;
    }

    /** Whether the newest connection was accepted. */
    public boolean isConnected() {
        return transport.attempts() > 0 && transport.peer() == connected;
    }

    /** Lets the time pass in steps as small as the reader's own. */
    public void pass(Duration duration) {
        for (long left = duration.toMillis(); left > 0; left -= 250) {
            time.pass(Duration.ofMillis(Math.min(left, 250)));
            round();
        }
    }

    public void round() {
        wakeUp();
        run();
    }
}
