package dev.candlewick.sources.hyperliquid.wire;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.feed.FrameDecoder;
import dev.candlewick.sources.feed.ScannedFrame;
import dev.candlewick.sources.feed.ScannedTrades;
import dev.candlewick.sources.json.Reason;
import dev.candlewick.sources.json.Rejection;
import dev.candlewick.sources.json.ValidationRules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Frames to signals. Every frame yields at least one: what cannot be read, or breaks the rules,
 * becomes a {@link FeedSignal.Rejected} with its reason, never an exception.
 *
 * <p>One decoder for each connection or recording, since some frames are understood only after
 * earlier ones. Not safe for use by several threads.
 */
public final class MessageDecoder implements FrameDecoder {

    private static final int MAX_SHOWN = 200;
    private static final String GREETING = "Websocket connection established.";

    private final String source;
    private final Origin origin;
    private final ValidationRules rules;
    private final List<Subscription> expected = new ArrayList<>();
    private final ConnectionMemory memory = new ConnectionMemory();
    private final TradesScanner usualTrades;
    private final ScannedTrades ownTrades = new ScannedTrades();

    public MessageDecoder(String source, Origin origin, ValidationRules rules) {
        this.source = source;
        this.origin = origin;
        this.rules = rules;
        this.usualTrades = new TradesScanner(origin, rules);
    }

    @Override
    public void decode(
            byte[] bytes, int offset, int length, long receivedAt, Consumer<FeedSignal> out) {
        boolean areGathered = out instanceof ScannedTrades.Receiver;
        ScannedTrades trades = areGathered ? ((ScannedTrades.Receiver) out).trades() : ownTrades;
        ScannedFrame scanned = usualTrades.scan(bytes, offset, length, receivedAt, trades);
        if (scanned == null) {
            parse(bytes, offset, length, receivedAt, out);
        } else {
            out.accept(areGathered ? scanned : scanned.alone(receivedAt));
        }
        ownTrades.cut(0);
    }

    /** By the rules, without a shortcut. */
    void parse(byte[] bytes, int offset, int length, long receivedAt, Consumer<FeedSignal> out) {
        boolean isWhole = offset == 0 && length == bytes.length;
        byte[] frame = isWhole ? bytes : Arrays.copyOfRange(bytes, offset, offset + length);
        signals(frame, receivedAt).forEach(out);
    }

    private List<FeedSignal> signals(byte[] frame, long receivedAt) {
        FrameInput reading = new FrameInput(frame, source, origin, rules, receivedAt, memory);
        try {
            read(frame, reading);
            return reading.messages();
        } catch (Rejection rejection) {
            return List.of(reading.rejectFrame(rejection));
        }
    }

    /**
     * Takes note of a stream that is going to be subscribed: some frames of accounts name no
     * address.
     */
    public void expect(Subscription subscription) {
        expected.add(subscription);
        memory.onWanted(subscription);
    }

    @Override
    public void recall(byte[] bytes, int offset, int length) {
        if (ConnectionMemory.mayConcern(bytes, offset, length)) {
            decode(bytes, offset, length, Long.MAX_VALUE / 2, signal -> {});
        }
    }

    @Override
    public void onDisconnected() {
        memory.onDisconnected();
        expected.forEach(memory::onWanted);
    }

    private static void read(byte[] frame, FrameInput reading) throws Rejection {
        if (frame.length > MAX_FRAME_BYTES) {
            throw new Rejection(
                    Reason.FRAME_TOO_LARGE,
                    "%d bytes; at most %d are read",
                    frame.length,
                    MAX_FRAME_BYTES);
        }
        if (isGreeting(frame)) {
            reading.add(new FeedSignal.Unread("greeting"));
        } else {
            Envelope.read(frame, reading);
        }
    }

    private static boolean isGreeting(byte[] frame) {
        return frame.length > 0
                && frame[0] == GREETING.charAt(0)
                && frame.length <= MAX_SHOWN
                && new String(frame, StandardCharsets.UTF_8).strip().equals(GREETING);
    }
}
