package dev.candlewick.sinks.duckdb;

import java.util.List;
import java.util.Map;

/** The table macros of {@code sql/duckdb/indicators}, which read the view {@code final_bars}. */
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

    /** The statements that make them in a schema. */
    static List<String> statements(String schema) {
        return NAMES.stream()
                .map(name -> Sql.fill("indicators/" + name + ".sql", Map.of("schema", schema)))
                .toList();
    }
}
