package dev.candlewick.sources.hyperliquid.archive;

import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.hyperliquid.wire.FrameInput;
import dev.candlewick.sources.json.Reason;
import dev.candlewick.sources.json.Rejection;
import dev.candlewick.sources.json.Scalars;
import dev.candlewick.sources.json.ValidationRules;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The data set {@code asset_ctxs}: comma-separated figures of every asset, a row for each of them
 * and each minute. Columns are found by their name in the header, and an empty one is null.
 */
final class ContextLines implements LineDecoder {

    private static final String CHANNEL = "asset_ctxs";
    private static final List<String> NEEDED = List.of("time", "coin");

    private final LineOrigin origin;
    private final Map<String, Integer> columns = new HashMap<>();
    private String header;

    ContextLines(LineOrigin origin) {
        this.origin = origin;
    }

    @Override
    public boolean hasHeader() {
        return true;
    }

    @Override
    public void next(LineOrigin file, LineOutput out) {
        // Rows stand for themselves.
    }

    @Override
    public boolean decodeNext(byte[] line, LineOutput out) {
        return false;
    }

    @Override
    public void decode(byte[] line, LineOutput out) {
        String text = new String(line, StandardCharsets.UTF_8);
        if (text.equals(header)) {
            return;
        }
        try {
            if (header == null) {
                readHeader(text);
            } else {
                readRow(text.split(",", -1), origin.reading(line), out);
            }
        } catch (Rejection rejection) {
            out.refused(origin.refused(rejection, CHANNEL, line));
        }
    }

    private void readHeader(String text) throws Rejection {
        header = text;
        String[] names = text.split(",", -1);
        for (int i = 0; i < names.length; i++) {
            columns.put(names[i].strip(), i);
        }
        for (String name : NEEDED) {
            if (!columns.containsKey(name)) {
                throw new Rejection(Reason.UNKNOWN_SHAPE, "the header has no column '%s'", name);
            }
        }
    }

    private void readRow(String[] row, FrameInput reading, LineOutput out) throws Rejection {
        String symbol = ValidationRules.symbol("coin", text(row, "coin"));
        boolean isWanted = origin.wanted().test(symbol);
        try {
            long time = NaiveTime.parse(text(row, "time"), "time", reading);
            out.line(time);
            if (!isWanted) {
                return;
            }
            out.event(FeedEvent.data(symbol, context(symbol, time, row, reading), time));
        } catch (Rejection rejection) {
            if (isWanted) {
                throw rejection.about(symbol);
            }
        }
    }

    private AssetContext context(String symbol, long time, String[] row, FrameInput reading)
            throws Rejection {
        return new AssetContext(
                symbol,
                time,
                figure(row, "funding"),
                amount(row, "open_interest"),
                amount(row, "prev_day_px"),
                amount(row, "day_ntl_vlm"),
                null,
                figure(row, "premium"),
                price(row, "oracle_px", reading),
                price(row, "mark_px", reading),
                price(row, "mid_px", reading),
                price(row, "impact_bid_px", reading),
                price(row, "impact_ask_px", reading),
                null,
                CHANNEL,
                Origin.ARCHIVE);
    }

    private String text(String[] row, String column) throws Rejection {
        Integer place = columns.get(column);
        if (place == null || place >= row.length || row[place].isEmpty()) {
            throw new Rejection(Reason.MISSING_FIELD, column + " is missing");
        }
        return row[place];
    }

    private BigDecimal price(String[] row, String column, FrameInput reading) throws Rejection {
        BigDecimal price = decimal(row, column, Reason.PRICE_OUT_OF_RANGE);
        return price == null ? null : reading.rules().price(column, price);
    }

    private BigDecimal amount(String[] row, String column) throws Rejection {
        BigDecimal amount = decimal(row, column, Reason.SIZE_OUT_OF_RANGE);
        return amount == null ? null : ValidationRules.amount(column, amount);
    }

    private BigDecimal figure(String[] row, String column) throws Rejection {
        BigDecimal figure = decimal(row, column, Reason.SIZE_OUT_OF_RANGE);
        return figure == null ? null : ValidationRules.figure(column, figure);
    }

    /** Null where the column is empty, or the file does not have it. */
    private BigDecimal decimal(String[] row, String column, Reason notFinite) throws Rejection {
        Integer place = columns.get(column);
        if (place == null) {
            return null;
        }
        if (place >= row.length) {
            throw new Rejection(Reason.MISSING_FIELD, column + " is missing: the row is too short");
        }
        return row[place].isEmpty() ? null : Scalars.decimal(row[place], column, notFinite);
    }
}
