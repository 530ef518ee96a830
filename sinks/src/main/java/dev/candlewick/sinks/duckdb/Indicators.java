package dev.candlewick.sinks.duckdb;

import java.util.List;
import java.util.Map;

/** The table macros of {@code sql/duckdb/indicators}, which read {@code final_bars_between}. */
final class Indicators {

    static final List<String> NAMES =
            List.of(
                    "sma",
                    "ema",
                    "wma",
                    "vwap",
                    "rsi",
                    "macd",
                    "bollinger",
                    "atr",
                    "adx",
                    "stochastic",
                    "obv",
                    "momentum",
                    "returns",
                    "realised_volatility",
                    "zscore",
                    "donchian",
                    "drawdown",
                    "indicators");

    private Indicators() {}

    /** The statements that make them in a schema, over the bars that are found there. */
    static List<String> statements(String database, String schema) {
        Map<String, String> parameters =
                Map.of("schema", database + "." + schema, "bars_schema", schema);
        return NAMES.stream()
                .map(name -> Sql.fill("indicators/" + name + ".sql", parameters))
                .toList();
    }
}
