package dev.candlewick.sinks.duckdb;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.Trade;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The trades of a lake of this machine, as a run can take them in again. */
public final class LakeTrades {

    private static final long DAY = 86_400_000_000L;

    private final Path lake;

    public LakeTrades(Path lake) {
        this.lake = lake;
    }

    /** Takes trades, one after the other. */
    @FunctionalInterface
    public interface Output {
        void accept(Trade trade) throws IOException, SQLException;
    }

    /**
     * Hands over the trades of a symbol in {@code [from, to)}, once each, in the order in which
     * they make bars: by exchange time, then by arrival.
     */
    public void read(String symbol, long from, long to, Output out)
            throws SQLException, IOException {
        String query =
                Sql.fill(
                        "trades_in_order.sql",
                        Map.of(
                                "trades", rows(from, to),
                                "symbol", Sql.literal(symbol),
                                "from", Long.toString(from),
                                "to", Long.toString(to)));
        try (DuckDb duckDb = DuckDb.open()) {
            duckDb.query(
                    query,
                    rows -> {
                        while (rows.next()) {
                            out.accept(trade(symbol, rows));
                        }
                    });
        }
    }

    /**
     * Which trades the lake has, and bars that hold them.
     *
     * @param time of all of them, to the day
     */
    public Set<Long> known(String symbol, long time, Collection<Long> ids)
            throws SQLException, IOException {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(time, DAY));
        Map<String, String> parameters =
                new HashMap<>(new DayOfLake(lake, day, Set.of()).relations());
        parameters.put("symbol", Sql.literal(symbol));
        parameters.put("ids", ids.stream().map(Object::toString).collect(Collectors.joining(", ")));
        Set<Long> known = new HashSet<>();
        try (DuckDb duckDb = DuckDb.open()) {
            duckDb.query(
                    Sql.fill("known_trades.sql", parameters),
                    rows -> {
                        while (rows.next()) {
                            known.add(rows.getLong(1));
                        }
                    });
        }
        return known;
    }

    private String rows(long from, long to) {
        LocalDate first = LocalDate.ofEpochDay(Math.floorDiv(from, DAY));
        LocalDate afterLast = LocalDate.ofEpochDay(Math.floorDiv(to - 1, DAY) + 1);
        return first.datesUntil(afterLast)
                .map(day -> new DayOfLake(lake, day, Set.of()).relations().get("trades"))
                .map(rows -> "(" + rows + ")")
                .collect(Collectors.joining("\nUNION ALL\n"));
    }

    private static Trade trade(String symbol, ResultSet row) throws SQLException {
        long id = row.getLong("trade_id");
        Long tradeId = row.wasNull() ? null : id;
        return new Trade(
                symbol,
                row.getLong("time"),
                new BigDecimal(row.getString("price")),
                new BigDecimal(row.getString("size")),
                Side.valueOf(row.getString("side").toUpperCase(Locale.ROOT)),
                tradeId,
                row.getLong("received_at"),
                Origin.valueOf(row.getString("origin").toUpperCase(Locale.ROOT)));
    }
}
