package dev.candlewick.sources.hyperliquid.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.sources.hyperliquid.wire.FrameInput;
import dev.candlewick.sources.hyperliquid.wire.TradesDecoder;
import dev.candlewick.sources.json.Field;
import dev.candlewick.sources.json.FieldType;
import dev.candlewick.sources.json.JsonInput;
import dev.candlewick.sources.json.Reason;
import dev.candlewick.sources.json.Rejection;
import dev.candlewick.sources.json.Row;
import dev.candlewick.sources.json.Scalars;
import dev.candlewick.sources.json.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The data set {@code node_trades}: a trade to a line and, in files of 2024, each trade twice in a
 * row, once as the buyer's and once as the seller's. Its trades have no id; the hash of their
 * transaction, which many trades share, both orders, price and size tell them apart.
 */
final class NodeTradeLines extends JsonLines {

    private static final Schema PARTY = new Schema();
    private static final Field<Long> ORDER = PARTY.required("oid", FieldType.INTEGER);

    private static final Schema TRADE = new Schema();
    private static final Field<String> COIN = TRADE.required("coin", FieldType.SYMBOL);
    private static final Field<Long> TIME = TRADE.required("time", NaiveTime.TO_MILLIS);
    private static final Field<BigDecimal> PRICE = TRADE.required("px", FieldType.PRICE);
    private static final Field<BigDecimal> SIZE = TRADE.required("sz", FieldType.SIZE);
    private static final Field<Side> SIDE = TRADE.required("side", TradesDecoder::side);
    private static final Field<String> HASH = TRADE.required("hash", FieldType.TEXT);
    private static final Field<List<Long>> PARTIES =
            TRADE.required("side_info", NodeTradeLines::parties);

    private Line read;
    private Line held;

    NodeTradeLines(LineOrigin origin) {
        super("node_trades", origin);
    }

    @Override
    void read(JsonParser parser, FrameInput reading) throws IOException, Rejection {
        read = line(TRADE.read(parser, "", reading));
    }

    @Override
    void accept(FrameInput reading, LineOutput out) {
        boolean isSame = held != null && held.isOtherSideOf(read);
        if (isSame) {
            held = held.bySide(held.aggressor());
        }
        end(out);
        out.line(read.time());
        held = !isSame && origin().wanted().test(read.symbol()) ? read : null;
    }

    @Override
    void reject(Rejection rejection, LineOutput out) {
        end(out);
        super.reject(rejection, out);
    }

    @Override
    public void next(LineOrigin file, LineOutput out) {
        end(out);
        super.next(file, out);
    }

    @Override
    public void end(LineOutput out) {
        if (held != null) {
            out.event(event(held));
            held = null;
        }
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

    private static Line line(Row row) {
        List<Long> orders = row.get(PARTIES);
        return new Line(
                row.get(COIN),
                row.get(TIME),
                row.get(PRICE),
                row.get(SIZE),
                row.get(SIDE),
                row.get(HASH),
                orders.get(0),
                orders.get(1));
    }

    /** The orders of buyer and seller, in that order. */
    private static List<Long> parties(JsonParser parser, String field, JsonInput input)
            throws IOException, Rejection {
        Scalars.enterArray(parser, field);
        List<Long> orders = new ArrayList<>(2);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            try {
                orders.add(PARTY.read(parser, "", input).get(ORDER));
            } catch (Rejection rejection) {
                throw rejection.in(field + "[" + orders.size() + "]");
            }
        }
        if (orders.size() != 2) {
            throw new Rejection(
                    Reason.MISTYPED_FIELD, "%s has %d parties, not 2", field, orders.size());
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
            return String.format(
                    Locale.ROOT, "%s/%d/%d/%s/%s", hash, buyOrder, sellOrder, price, size);
        }

        boolean isOtherSideOf(Line other) {
            return side != other.side
                    && time == other.time
                    && symbol.equals(other.symbol)
                    && identity().equals(other.identity());
        }

        /** The later order met a resting one. */
        Side aggressor() {
            return buyOrder > sellOrder ? Side.BUY : Side.SELL;
        }

        Line bySide(Side known) {
            return new Line(symbol, time, price, size, known, hash, buyOrder, sellOrder);
        }
    }
}
