package dev.candlewick.sources.hyperliquid.wire;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.MarketData;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.json.JsonInput;
import dev.candlewick.sources.json.Rejection;
import dev.candlewick.sources.json.ValidationRules;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** One frame, or another input of the exchange, while it is decoded, and its messages so far. */
public final class FrameInput extends JsonInput {

    private final Origin origin;
    private final ConnectionMemory memory;
    private final List<FeedSignal> messages = new ArrayList<>(1);

    public FrameInput(
            byte[] frame,
            String source,
            Origin origin,
            ValidationRules rules,
            long receivedAt,
            ConnectionMemory memory) {
        super(frame, source, rules, receivedAt);
        this.origin = origin;
        this.memory = memory;
    }

    /** JSON that was packed into this frame; rejected parts of it are kept unpacked. */
    FrameInput unpacked(byte[] json) {
        FrameInput inner = new FrameInput(json, source(), origin, rules(), receivedAt(), memory);
        inner.on(channel());
        return inner;
    }

    ConnectionMemory memory() {
        return memory;
    }

    public byte[] frame() {
        return bytes();
    }

    public Origin origin() {
        return origin;
    }

    public List<FeedSignal> messages() {
        return messages;
    }

    void add(FeedSignal message) {
        messages.add(message);
    }

    /** Adds what the frame says about one symbol. */
    void addDatum(String symbol, long exchangeTime, LongFunction<MarketData> datum) {
        add(
                new FeedSignal.Market(
                        channel(),
                        symbol,
                        exchangeTime,
                        (at, out) -> out.accept(FeedEvent.data(symbol, datum.apply(at), at))));
    }

    /** Adds what the frame says about many symbols, or about none. */
    void addRows(FeedSignal.Market.Rows teller) {
        add(new FeedSignal.Market(channel(), null, FeedSignal.NO_TIME, teller));
    }

    /** The one message of a frame that is rejected as a whole. */
    FeedSignal rejectFrame(Rejection rejection) {
        boolean cutOff = rejection.symbol() == null && Channels.isTrades(channel());
        return rejected(cutOff ? symbol() : rejection.symbol(), rejectAll(rejection));
    }

    @Override
    protected void onRejected(String about, DeadLetter letter) {
        add(rejected(about, letter));
    }

    private FeedSignal rejected(String about, DeadLetter letter) {
        return new FeedSignal.Rejected(about, letter, Channels.mayCarryTrades(channel()));
    }
}
