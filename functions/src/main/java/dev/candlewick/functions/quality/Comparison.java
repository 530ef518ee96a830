package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.Reconciliation;
import dev.candlewick.functions.model.Reconciliation.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A final bar beside the exchange's candle of its window, field by field. */
final class Comparison {
    static final List<String> FIELDS =
            List.of("open", "high", "low", "close", "volume", "trade_count");

    private final Bar bar;
    private final ExchangeCandle candle;
    private final long checkedAt;
    private final List<Reconciliation> rows = new ArrayList<>(FIELDS.size());

    private Comparison(Bar bar, ExchangeCandle candle, long checkedAt) {
        this.bar = bar;
        this.candle = candle;
        this.checkedAt = checkedAt;
    }

    /**
     * @param candle null if the exchange has none of the window
     * @param sizeDecimals how many decimals a size of the symbol has; null if that is not known
     */
    static List<Reconciliation> of(
            Bar bar, ExchangeCandle candle, Integer sizeDecimals, long checkedAt) {
        Comparison comparison = new Comparison(bar, candle, checkedAt);
        if (candle == null) {
            comparison.compareWithNothing();
        } else {
            comparison.compare(sizeDecimals);
        }
        return comparison.rows;
    }

    static boolean agree(List<Reconciliation> rows) {
        return rows.stream().allMatch(row -> row.verdict() == Verdict.EQUAL);
    }

    private void compare(Integer sizeDecimals) {
        add("open", bar.open(), candle.open(), Verdict.DIFFERENT);
        add("high", bar.high(), candle.high(), ifTheirs(candle.high().compareTo(bar.high()) < 0));
        add("low", bar.low(), candle.low(), ifTheirs(candle.low().compareTo(bar.low()) > 0));
        add("close", bar.close(), candle.close(), Verdict.DIFFERENT);
        add("volume", bar.volume(), CandleVolume.of(candle, sizeDecimals), Verdict.DIFFERENT);
        add(
                "trade_count",
                BigDecimal.valueOf(bar.tradeCount()),
                BigDecimal.valueOf(candle.tradeCount()),
                Verdict.DIFFERENT);
    }

    /** In half a percent of busy minutes the exchange's high or low is the less extreme one. */
    private static Verdict ifTheirs(boolean isLessExtreme) {
        return isLessExtreme ? Verdict.TOLERATED : Verdict.DIFFERENT;
    }

    /** A window in which nothing traded may lack its candle, or have a flat one. */
    private void compareWithNothing() {
        Verdict verdict = bar.coverage() == Coverage.QUIET ? Verdict.EQUAL : Verdict.MISSING;
        List<BigDecimal> ours =
                List.of(
                        bar.open(),
                        bar.high(),
                        bar.low(),
                        bar.close(),
                        bar.volume(),
                        BigDecimal.valueOf(bar.tradeCount()));
        for (int i = 0; i < FIELDS.size(); i++) {
            rows.add(row(FIELDS.get(i), ours.get(i), null, verdict));
        }
    }

    private void add(String field, BigDecimal ours, BigDecimal theirs, Verdict unlessEqual) {
        boolean equal = isQuiet() || ours.compareTo(theirs) == 0;
        rows.add(row(field, ours, theirs, equal ? Verdict.EQUAL : unlessEqual));
    }

    /** Neither saw a trade: whose flat price is meant says nothing about trades. */
    private boolean isQuiet() {
        return bar.coverage() == Coverage.QUIET && candle.tradeCount() == 0;
    }

    private Reconciliation row(String field, BigDecimal ours, BigDecimal theirs, Verdict verdict) {
        return new Reconciliation(
                bar.symbol(),
                bar.interval(),
                bar.openTime(),
                field,
                ours,
                theirs,
                verdict,
                checkedAt);
    }
}
