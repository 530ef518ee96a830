package dev.candlewick.sinks.duckdb;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.functions.model.TradeRun;
import dev.candlewick.functions.model.TradeRunBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The trades of one day of a local lake as runs, each trade once: the symbols one after the other,
 * the trades of each in the order in which they make bars. Reads while it is asked.
 */
public final class StoredTrades implements AutoCloseable {

    private static final Origin[] ORIGINS = {
        Origin.STREAM, Origin.RESEND, Origin.TAPE, Origin.ARCHIVE
    };
    private static final int NONE = -1;

    private final List<String> symbols;
    private final DuckDb duckDb;
    private final DuckDb.Cursor cursor;
    private final StoredDecimal price = new StoredDecimal();
    private final StoredDecimal size = new StoredDecimal();
    private final TradeRunBuilder run = new TradeRunBuilder();
    private final TradeRunBuilder.Head head = new TradeRunBuilder.Head();
    private final Set<Integer> begun = new HashSet<>();
    private int symbol = NONE;
    private boolean hasRow;

    private StoredTrades(List<String> symbols, DuckDb duckDb, DuckDb.Cursor cursor)
            throws SQLException {
        this.symbols = symbols;
        this.duckDb = duckDb;
        this.cursor = cursor;
        this.hasRow = cursor.rows().next();
    }

    /**
     * Begins to read.
     *
     * @param symbols those that are wanted, at least one
     * @param from no trade before it, in microseconds
     * @param to no trade from then on
     */
    public static StoredTrades of(
            Path lake, LocalDate day, List<String> symbols, long from, long to)
            throws SQLException, IOException {
        DuckDb duckDb = DuckDb.openStreaming();
        try {
            String query =
                    Sql.fill(
                            "stored_trades.sql",
                            Map.of(
                                    "symbols",
                                    symbols.stream()
                                            .map(Sql::literal)
                                            .collect(Collectors.joining(", ")),
                                    "trades",
                                    new TradesOfDay(lake, day).inOrder(duckDb),
                                    "from",
                                    Long.toString(from),
                                    "to",
                                    Long.toString(to)));
            return new StoredTrades(symbols, duckDb, duckDb.cursor(query));
        } catch (SQLException | IOException | RuntimeException e) {
            duckDb.close();
            throw e;
        }
    }

    /** The next trades of one symbol; null at the end. */
    public TradeRun next() throws SQLException {
        ResultSet row = cursor.rows();
        while (hasRow) {
            read(row);
            if (!run.accepts(head.symbol, head.origin, head.tradeTime)) {
                return run.build(); // the row stays for the next call
            }
            append(row);
            hasRow = row.next();
        }
        return run.isEmpty() ? null : run.build();
    }

    private void read(ResultSet row) throws SQLException {
        int found = row.getInt(1);
        long time = row.getLong(2);
        if (found != symbol ? !begun.add(found) : time < head.tradeTime) {
            throw new SQLException(
                    "The trades of %s are not in the order of time; compact the day again"
                            .formatted(symbols.get(found)));
        }
        if (found != symbol) {
            symbol = found;
            head.symbol = symbols.get(found);
        }
        head.tradeTime = time;
        head.isBuy = row.getBoolean(5);
        head.receivedAt = row.getLong(7);
        head.origin = ORIGINS[row.getInt(8)];
    }

    private void append(ResultSet row) throws SQLException {
        double ofPrice = row.getDouble(3);
        double ofSize = row.getDouble(4);
        head.tradeId = row.getLong(6);
        boolean hasId = head.tradeId != 0 || !row.wasNull();
        if (hasId && price.fits(ofPrice) && size.fits(ofSize)) {
            run.append(head, price.unscaled(), price.scale(), size.unscaled(), size.scale());
        } else {
            run.append(
                    new Trade(
                            head.symbol,
                            head.tradeTime,
                            StoredDecimal.wide(ofPrice),
                            StoredDecimal.wide(ofSize),
                            head.isBuy ? Side.BUY : Side.SELL,
                            hasId ? Long.valueOf(head.tradeId) : null,
                            head.receivedAt,
                            head.origin));
        }
    }

    @Override
    public void close() throws SQLException {
        cursor.close();
        duckDb.close();
    }
}
