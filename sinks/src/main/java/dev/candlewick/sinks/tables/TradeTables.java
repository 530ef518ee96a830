package dev.candlewick.sinks.tables;

import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.TradeRun;
import java.io.IOException;

/** The tables of trades, whose rows come as runs; named in {@link Tables}. */
final class TradeTables {

    private TradeTables() {}

    static Table<TradeRun> named(String name) {
        return Table.of(TradeRun.class, name, 1)
                .rows(TradeRun::length)
                .values(
                        "symbol",
                        ColumnType.VARCHAR,
                        (run, cell) -> cell.repeatText(run.symbol(), run.length()))
                .values(
                        "trade_time",
                        ColumnType.TIMESTAMP,
                        (run, cell) -> cell.setTimestamps(run.length(), run::copyTradeTimes))
                .values("price", ColumnType.DOUBLE, (run, cell) -> cell.setDecimals(run.prices()))
                .values("size", ColumnType.DOUBLE, (run, cell) -> cell.setDecimals(run.sizes()))
                .values("side", ColumnType.VARCHAR, TradeTables::sides)
                .valuesOrNull("trade_id", ColumnType.BIGINT, TradeTables::ids)
                .values(
                        "received_at",
                        ColumnType.TIMESTAMP,
                        (run, cell) -> cell.setTimestamps(run.length(), run::copyReceivedAt))
                .values(
                        "origin",
                        ColumnType.VARCHAR,
                        (run, cell) -> cell.repeatText(run.origin().label(), run.length()))
                .run("run_id")
                .key("symbol", "trade_id")
                .datedBy("trade_time", run -> run.tradeTime(0))
                .build();
    }

    private static void sides(TradeRun run, Cell cell) throws IOException {
        int from = 0;
        for (int i = 1; i <= run.length(); i++) {
            if (i == run.length() || run.isBuy(i) != run.isBuy(from)) {
                Side side = run.isBuy(from) ? Side.BUY : Side.SELL;
                cell.repeatText(side.label(), i - from);
                from = i;
            }
        }
    }

    private static void ids(TradeRun run, Cell cell) throws IOException {
        if (run.hasAllIds()) {
            cell.setLongs(run.length(), run::copyTradeIds);
            return;
        }
        for (int i = 0; i < run.length(); i++) {
            if (run.hasId(i)) {
                cell.setLong(run.tradeId(i));
            } else {
                cell.setNull();
            }
        }
    }
}
