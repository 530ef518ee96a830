package dev.candlewick.sinks.tables;

import dev.candlewick.functions.model.Standing;
import java.util.function.Function;

/** The table of the universe; named in {@link Tables}. */
final class UniverseTables {

    static final Table<Standing> UNIVERSE =
            Table.of(Standing.class, "universe", 1)
                    .time("chosen_at", Standing::chosenAt)
                    .text("symbol", Standing::symbol)
                    .text("market", standing -> standing.market().label())
                    .integerOrNull("rank", Standing::rank)
                    .numberOrNull("score", Standing::score)
                    .numberOrNull(
                            "day_notional_volume",
                            row -> figure(row, Standing.Figures::dayNotionalVolume))
                    .numberOrNull(
                            "open_interest", row -> figure(row, Standing.Figures::openInterest))
                    .numberOrNull(
                            "open_interest_notional",
                            row -> figure(row, Standing.Figures::openInterestNotional))
                    .numberOrNull("spread_bps", row -> figure(row, Standing.Figures::spreadBps))
                    .numberOrNull("volatility", row -> figure(row, Standing.Figures::volatility))
                    .flag("included", Standing::included)
                    .text("reason", Standing::reason)
                    .numberOrNull("volume_term", row -> term(row, Standing.Terms::volume))
                    .numberOrNull(
                            "open_interest_term", row -> term(row, Standing.Terms::openInterest))
                    .numberOrNull("spread_term", row -> term(row, Standing.Terms::spread))
                    .numberOrNull("volatility_term", row -> term(row, Standing.Terms::volatility))
                    .numberOrNull("quality_term", row -> term(row, Standing.Terms::quality))
                    .timeOrNull("observed_at", row -> figure(row, Standing.Figures::observedAt))
                    .count("settings_version", Standing::settingsVersion)
                    .run("run_id")
                    .key("symbol", "chosen_at")
                    .ranking("$.run_id")
                    .hot(HotRetention.recentBy("chosen_at"))
                    .datedBy("chosen_at", Standing::chosenAt)
                    .build();

    private UniverseTables() {}

    private static <V> V figure(Standing standing, Function<Standing.Figures, V> figure) {
        return standing.figures() == null ? null : figure.apply(standing.figures());
    }

    private static Double term(Standing standing, Function<Standing.Terms, Double> term) {
        return standing.terms() == null ? null : term.apply(standing.terms());
    }
}
