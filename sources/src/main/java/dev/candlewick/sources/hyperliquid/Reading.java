package dev.candlewick.sources.hyperliquid;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.MarketData;
import dev.candlewick.functions.model.Origin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/** One frame while it is decoded: what is known of it, and the messages found so far. */
public final class Reading {

    private static final int MAX_REJECTED_ELEMENTS = 100;

    private final byte[] frame;
    private final String source;
    private final Origin origin;
    private final ValidationRules rules;
    private final long receivedAt;
    private final ConnectionMemory memory;
    private final List<Message> messages = new ArrayList<>(1);
    private int rejectedElements;
    private String channel;
    private String symbol;

    Reading(
            byte[] frame,
            String source,
            Origin origin,
            ValidationRules rules,
            long receivedAt,
            ConnectionMemory memory) {
        this.frame = frame;
        this.source = source;
        this.origin = origin;
        this.rules = rules;
        this.receivedAt = receivedAt;
        this.memory = memory;
    }

    /** JSON that was packed into this frame; bad parts of it are kept unpacked. */
    Reading unpacked(byte[] json) {
        Reading inner = new Reading(json, source, origin, rules, receivedAt, memory);
        inner.on(channel);
        return inner;
    }

    String channel() {
        return channel;
    }

    ConnectionMemory memory() {
        return memory;
    }

    public Origin origin() {
        return origin;
    }

    ValidationRules rules() {
        return rules;
    }

    public long receivedAt() {
        return receivedAt;
    }

    List<Message> messages() {
        return messages;
    }

    void on(String readChannel) {
        channel = readChannel;
    }

    /** Notes and returns the symbol that was read last: a frame is about one, as a rule. */
    String about(String readSymbol) {
        symbol = readSymbol;
        return readSymbol;
    }

    void add(Message message) {
        messages.add(message);
    }

    /** Adds what the frame tells of one symbol. */
    void addDatum(String symbol, long exchangeTime, LongFunction<MarketData> datum) {
        add(
                new Message.Market(
                        channel,
                        symbol,
                        exchangeTime,
                        (at, out) -> out.accept(FeedEvent.data(symbol, datum.apply(at), at))));
    }

    /** Adds what the frame tells of many symbols, or of none. */
    void addOfNoCoin(Message.Market.Teller teller) {
        add(new Message.Market(channel, null, Message.NO_TIME, teller));
    }

    /** The part {@code [start, end)} of the frame, word for word. */
    String text(long start, long end) {
        return new String(frame, (int) start, (int) (end - start), StandardCharsets.UTF_8);
    }

    /**
     * Refuses one element of the frame, which lies at {@code [start, end)}; a negative start stands
     * for an unknown place, and the whole frame is kept.
     */
    void rejectElement(Rejection rejection, long start, long end) {
        rejectedElements++;
        if (rejectedElements <= MAX_REJECTED_ELEMENTS) {
            boolean placed = start >= 0 && start < end && end <= frame.length;
            byte[] payload = placed ? Arrays.copyOfRange(frame, (int) start, (int) end) : frame;
            add(rejected(rejection, payload));
        } else if (rejectedElements == MAX_REJECTED_ELEMENTS + 1) {
            String detail =
                    "more than %d elements of one frame were refused; the next: %s"
                            .formatted(MAX_REJECTED_ELEMENTS, rejection.getMessage());
            Rejection rest = new Rejection(Reason.TOO_MANY_REJECTED, detail);
            add(rejected(rest.about(rejection.symbol()), frame));
        }
    }

    /** The one message of a frame that is refused as a whole. */
    Message rejectFrame(Rejection rejection) {
        boolean cutOff = rejection.symbol() == null && Channels.TRADES.equals(channel);
        return rejected(cutOff ? rejection.about(symbol) : rejection, frame);
    }

    private Message rejected(Rejection rejection, byte[] payload) {
        return new Message.Rejected(
                rejection.symbol(),
                new DeadLetter(
                        receivedAt,
                        source,
                        channel,
                        rejection.reason().label(),
                        rejection.getMessage(),
                        payload));
    }
}
