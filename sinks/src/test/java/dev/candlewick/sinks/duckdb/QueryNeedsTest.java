package dev.candlewick.sinks.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.sinks.cache.Need;
import dev.candlewick.sinks.cache.Wanted;
import dev.candlewick.sinks.tables.Tables;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class QueryNeedsTest {

    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    private static final LocalDate THIRD = LocalDate.of(2025, 1, 3);

    @Test
    void symbolsAndTimesReachTheLakeThroughViewsAndMacros() throws Exception {
        Wanted btc = new Wanted(Set.of("BTC"), FIRST, THIRD);
        String times = " AND %s >= '2025-01-01' AND %s < '2025-01-03 12:00'";

        assertThat(needs("SELECT * FROM bars WHERE symbol = 'BTC'" + on("open_time", times)))
                .containsExactly(new Need(Tables.BARS, btc, true));
        assertThat(needs("FROM trades WHERE symbol = 'BTC'" + on("trade_time", times)))
                .containsOnly(Need.of(Tables.TRADES, btc));
        assertThat(needs("FROM signals WHERE symbol = 'BTC'" + on("open_time", times)))
                .containsOnly(Need.of(Tables.SIGNALS, btc));
        assertThat(needs("FROM rsi('BTC', '1m', since := '2025-01-03')"))
                .containsExactly(
                        Need.of(
                                Tables.BARS,
                                new Wanted(Set.of("BTC"), LocalDate.of(2025, 1, 2), null)));
    }

    @Test
    void severalSymbolsAreAskedForInAnyWords() throws Exception {
        Wanted both = Wanted.ofSymbols(Set.of("BTC", "it's"));
        for (String where :
                List.of(
                        "symbol IN ('BTC', 'it''s')",
                        "symbol = 'BTC' OR symbol = 'it''s'",
                        "(symbol = 'it''s' OR symbol IN ('BTC')) AND close > 5")) {
            assertThat(needs("SELECT * FROM bars WHERE " + where))
                    .as(where)
                    .containsExactly(new Need(Tables.BARS, both, true));
        }
    }

    @Test
    void boundValuesNarrowAsWrittenOnesDo() throws Exception {
        assertThat(QueryNeeds.of("FROM bars WHERE symbol = $1", List.of("BTC"), true))
                .containsExactly(new Need(Tables.BARS, Wanted.ofSymbols(Set.of("BTC")), true));
    }

    @Test
    void aFilterThatMustNotNarrowDoesNot() throws Exception {
        for (String where :
                List.of(
                        "symbol <> 'BTC'",
                        "symbol LIKE 'B%'",
                        "symbol > 'B'",
                        "symbol = 'BTC' OR close > 5",
                        "emitted_at > '2025-01-01'",
                        "bar_interval = '1m'",
                        "lower(symbol) = 'btc'")) {
            assertThat(needs("SELECT * FROM bars WHERE " + where))
                    .as(where)
                    .containsExactly(new Need(Tables.BARS, Wanted.ALL, true));
        }
        // The newest decision about a symbol may be a later one.
        assertThat(needs("SELECT * FROM universe WHERE chosen_at < '2025-01-01'"))
                .containsExactly(Need.of(Tables.UNIVERSE, Wanted.ALL));
    }

    @Test
    void everyTableThatIsReadIsNamedAndNoOther() throws Exception {
        assertThat(
                        tables(
                                "WITH b AS (SELECT * FROM bars WHERE symbol = 'BTC') SELECT * FROM b"
                                        + " JOIN signals USING (symbol, open_time) WHERE symbol IN"
                                        + " (SELECT symbol FROM gaps)"))
                .containsExactlyInAnyOrder("bars", "signals", "gaps");
        assertThat(tables("SELECT 1")).isEmpty();
        assertThat(tables("SELECT nonsense FROM bars")).isEmpty();
        assertThat(tables("SUMMARIZE trades")).containsExactly("trades");
        assertThat(tables("SELECT 1; SELECT * FROM bars")).hasSize(Tables.all().size());
        assertThat(tables("SELECT * FROM bbo_newest")).isEmpty();
        assertThat(QueryNeeds.of("FROM bbo_newest", List.of(), false))
                .containsExactly(Need.of(Tables.BBO, Wanted.ALL));
    }

    private static String on(String column, String times) {
        return times.formatted(column, column);
    }

    private static List<Need> needs(String sql) throws Exception {
        return QueryNeeds.of(sql, List.of(), true);
    }

    private static Set<String> tables(String sql) throws Exception {
        return needs(sql).stream().map(need -> need.table().name()).collect(Collectors.toSet());
    }
}
