package dev.candlewick.sources.hyperliquid;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.Trade;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The data set {@code node_trades}: a trade to a line and, in files of 2024, each trade twice in a
 * row, once as the buyer's and once as the seller's. Its trades have no id; the hash of their
 * transaction, which many trades share, both orders, price and size tell them apart.
 */
final class NodeTradeLines extends JsonLines {

    private static final Schema PARTY = Schema.of(Schema.required("oid", Kind.INTEGER));

    private static final Schema TRADE =
            Schema.of(
                    Schema.required("coin", Kind.SYMBOL),
                    Schema.required("time", NaiveTime.TO_MILLIS),
                    Schema.required("px", Kind.PRICE),
                    Schema.required("sz", Kind.SIZE),
                    Schema.required("side", TradesDecoder::side),
                    Schema.required("hash", Kind.TEXT),
                    Schema.required("side_info", NodeTradeLines::parties));

    private final CoinFilter filter;
    private final List<FeedEvent> refused = new ArrayList<>();
    private Line read;
    private Line held;

    NodeTradeLines(LineOrigin origin, CoinFilter filter) {
        super("node_trades", origin);
        this.filter = filter;
    }

    @Override
    public void decode(byte[] line, Consumer<FeedEvent> out) {
        read = null;
        refused.clear();
        if (filter.mayConcern(line)) {
            super.decode(line, refused::add);
        }
        if (held != null && read != null && held.isOtherSideOf(read)) {
            held = held.bySide(held.aggressor());
            read = null;
        }
        end(out);
        refused.forEach(out);
        held = read != null && origin().wanted().test(read.symbol()) ? read : null;
    }

    @Override
    void read(JsonParser parser, Reading reading, List<FeedEvent> told)
            throws IOException, Rejection {
        read = line(TRADE.read(parser, "", reading));
    }

    @Override
    public void end(Consumer<FeedEvent> out) {
        if (held != null) {
            out.accept(event(held));
            held = null;
        }
    }

    @Override
    public int held() {
        return held == null ? 0 : 1;
    }

    private FeedEvent event(Line line) {
        Trade trade =
                new Trade(
                        line.symbol(),
                        line.time(),
                        line.price(),
                        line.size(),
                        line.side(),
                        null,
                        origin().receivedAt(line.time()),
                        Origin.ARCHIVE);
        return FeedEvent.trade(trade, line.identity());
    }

    private static Line line(Schema.Values values) {
        List<Long> orders = values.get(6);
        return new Line(
                values.get(0),
                values.<Long>get(1),
                values.get(2),
                values.get(3),
                values.get(4),
                values.get(5),
                orders.get(0),
                orders.get(1));
    }

    /** The orders of buyer and seller, in that order. */
    private static List<Long> parties(JsonParser parser, String field, Reading reading)
            throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Scalars.mistyped(parser, field, "an array");
        }
        List<Long> orders = new ArrayList<>(2);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            try {
                orders.add(PARTY.read(parser, "", reading).<Long>get(0));
            } catch (Rejection rejection) {
                throw rejection.in(field + "[" + orders.size() + "]");
            }
        }
        if (orders.size() != 2) {
            throw new Rejection(
                    Reason.MISTYPED_FIELD,
                    "%s has %d parties, not 2".formatted(field, orders.size()));
        }
        return orders;
    }

    /** What one line says. */
    private record Line(
            String symbol,
            long time,
            BigDecimal price,
            BigDecimal size,
            Side side,
            String hash,
            long buyOrder,
            long sellOrder) {

        String identity() {
            return "%s/%d/%d/%s/%s".formatted(hash, buyOrder, sellOrder, price, size);
        }

        boolean isOtherSideOf(Line other) {
            return side != other.side
                    && time == other.time
                    && symbol.equals(other.symbol)
                    && identity().equals(other.identity());
        }

        /** Whoever ordered last met an order that was resting. */
        Side aggressor() {
            return buyOrder > sellOrder ? Side.BUY : Side.SELL;
        }

        Line bySide(Side known) {
            return new Line(symbol, time, price, size, known, hash, buyOrder, sellOrder);
        }
    }
}
