package dev.candlewick.simulator;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.exceptions.WebsocketNotConnectedException;

/** One client connection and what it has subscribed. Guarded by the lock of {@link Exchange}. */
final class Session {

    /** How much of the server's voice reaches the client. */
    enum Voice {
        ALL,
        PONGS,
        NOTHING
    }

    private final int number;
    private final WebSocket socket;
    private final Map<String, StreamKey> subscriptions = new HashMap<>();
    private volatile Voice voice = Voice.ALL;
    private boolean condemned;
    private boolean dropped;
    private long lastSentNanos;

    Session(int number, WebSocket socket, long nowNanos) {
        this.number = number;
        this.socket = socket;
        this.lastSentNanos = nowNanos;
    }

    /** Connections are numbered from 1 in the order they were accepted. */
    int number() {
        return number;
    }

    WebSocket socket() {
        return socket;
    }

    boolean send(String text) {
        return voice == Voice.ALL && deliver(text);
    }

    boolean sendPong(String text) {
        return voice != Voice.NOTHING && deliver(text);
    }

    private boolean deliver(String text) {
        if (dropped || !socket.isOpen()) {
            return false;
        }
        try {
            socket.send(text);
        } catch (WebsocketNotConnectedException e) {
            // The client went away between the check and the send; its close event is on the way.
            return false;
        }
        lastSentNanos = System.nanoTime();
        return true;
    }

    /** False when it was subscribed already. */
    boolean subscribe(Subscription subscription) {
        return subscriptions.putIfAbsent(subscription.json(), subscription.stream()) == null;
    }

    boolean unsubscribe(Subscription subscription) {
        return subscriptions.remove(subscription.json()) != null;
    }

    boolean wants(StreamKey stream) {
        return !dropped && subscriptions.containsValue(stream);
    }

    boolean wants(Optional<StreamKey> stream) {
        return !dropped && (stream.isEmpty() || subscriptions.containsValue(stream.get()));
    }

    Collection<StreamKey> streams() {
        return subscriptions.values();
    }

    int subscriptionCount() {
        return subscriptions.size();
    }

    /** Whether what it has subscribed can be relied on to go on flowing. */
    boolean stands() {
        return !dropped && !condemned && voice == Voice.ALL;
    }

    void mute(Voice newVoice) {
        voice = newVoice;
    }

    boolean answersPings() {
        return voice != Voice.NOTHING;
    }

    boolean muted() {
        return voice != Voice.ALL;
    }

    /** From here on the connection is going to be dropped, but still lives. */
    void condemn() {
        condemned = true;
    }

    void markDropped() {
        dropped = true;
    }

    boolean dropped() {
        return dropped;
    }

    long lastSentNanos() {
        return lastSentNanos;
    }

    /** Frames handed over but not yet written to the network. */
    int buffered() {
        return socket instanceof WebSocketImpl impl && socket.isOpen() ? impl.outQueue.size() : 0;
    }
}
