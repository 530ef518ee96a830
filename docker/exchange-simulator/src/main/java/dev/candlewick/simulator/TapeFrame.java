package dev.candlewick.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of a tape.
 *
 * @param receivedNanos when the recorder received it, epoch nanoseconds
 * @param trades the trades of a {@code trades} frame, else empty
 */
record TapeFrame(
        long receivedNanos,
        Kind kind,
        Optional<StreamKey> stream,
        String text,
        List<TapeTrade> trades) {

    static final String CONTROL_CHANNEL = "connection";

    /** What the player does with a line. */
    enum Kind {
        /** Goes to the subscribers of its stream. */
        STREAM,
        /** The recorder lost its connection here. */
        CLOSED,
        /** An answer to the recorder's own requests; every client gets its own instead. */
        REPLY,
        /**
         * Not a frame of the exchange as far as this simulator can tell: goes to everybody as it
         * is.
         */
        UNKNOWN
    }

    static TapeFrame parse(long receivedNanos, String text) {
        JsonNode json = Json.parse(text);
        Optional<StreamKey> stream = StreamKey.ofFrame(json);
        if (stream.isEmpty()) {
            return new TapeFrame(receivedNanos, replyOrClosed(json), stream, text, List.of());
        }
        try {
            List<TapeTrade> trades = stream.get().isTrades() ? trades(json) : List.of();
            return new TapeFrame(receivedNanos, Kind.STREAM, stream, text, trades);
        } catch (IllegalArgumentException e) {
            return new TapeFrame(receivedNanos, Kind.UNKNOWN, Optional.empty(), text, List.of());
        }
    }

    /** A trades frame of these trades, which must be of one coin. */
    static TapeFrame ofTrades(long receivedNanos, List<TapeTrade> trades) {
        Optional<StreamKey> stream = Optional.of(StreamKey.trades(trades.get(0).coin()));
        return new TapeFrame(receivedNanos, Kind.STREAM, stream, Frames.trades(trades), trades);
    }

    /** Newest exchange time in the frame in epoch nanoseconds, or 0 when it has none. */
    static long exchangeNanos(JsonNode frame) {
        JsonNode data = frame.path("data");
        JsonNode newest = data.isArray() ? data.path(data.size() - 1) : data;
        return Math.multiplyExact(newest.path("time").asLong(0), 1_000_000L);
    }

    private static Kind replyOrClosed(JsonNode json) {
        return switch (json.path("channel").asText("")) {
            case "subscriptionResponse", "pong", "error", "post" -> Kind.REPLY;
            case CONTROL_CHANNEL ->
                    json.path("data").path("state").asText("").equals("closed")
                            ? Kind.CLOSED
                            : Kind.REPLY;
            case StreamKey.TRADES -> json.path("data").isEmpty() ? Kind.REPLY : Kind.UNKNOWN;
            default -> Kind.UNKNOWN;
        };
    }

    private static List<TapeTrade> trades(JsonNode frame) {
        List<TapeTrade> trades = new ArrayList<>();
        for (JsonNode trade : frame.path("data")) {
            trades.add(TapeTrade.parse(trade));
        }
        return List.copyOf(trades);
    }
}
