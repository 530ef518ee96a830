package dev.candlewick.simulator.archive;

import dev.candlewick.simulator.TapeTrade;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Contexts of assets, a row a coin and minute. Prices and the day's volume follow the trades; what
 * trades do not tell (funding, open interest) is made up, and some of it left empty as in the real
 * ones.
 */
final class ContextRows {

    static final String HEADER =
            "time,coin,funding,open_interest,prev_day_px,day_ntl_vlm,premium,oracle_px,mark_px,"
                    + "mid_px,impact_bid_px,impact_ask_px";

    private final Map<String, TapeTrade> first = new TreeMap<>();
    private final Map<String, TapeTrade> last = new TreeMap<>();
    private final Map<String, BigDecimal> notional = new TreeMap<>();
    private final List<Row> rows = new ArrayList<>();

    private ContextRows() {}

    /** A line of the CSV, which belongs to the file of its day. */
    record Row(Instant time, String line) {}

    static List<Row> of(List<TapeTrade> trades) {
        List<TapeTrade> sorted = new ArrayList<>(trades);
        sorted.sort(Comparator.comparingLong(TapeTrade::time));
        ContextRows contexts = new ContextRows();
        Instant minute = null;
        for (TapeTrade trade : sorted) {
            Instant of = Instant.ofEpochMilli(trade.time()).truncatedTo(ChronoUnit.MINUTES);
            for (; minute != null && minute.isBefore(of); minute = minute.plusSeconds(60)) {
                contexts.close(minute.plusSeconds(60));
            }
            minute = of;
            contexts.add(trade);
        }
        return contexts.rows;
    }

    private void add(TapeTrade trade) {
        first.putIfAbsent(trade.coin(), trade);
        last.put(trade.coin(), trade);
        notional.merge(trade.coin(), trade.price().multiply(trade.size()), BigDecimal::add);
    }

    private void close(Instant time) {
        last.forEach((coin, trade) -> rows.add(new Row(time, line(time, coin, trade))));
    }

    private String line(Instant time, String coin, TapeTrade trade) {
        String price = trade.price().toPlainString();
        boolean isThin = time.getEpochSecond() / 60 % 7 == 0;
        return String.join(
                ",",
                time.toString(),
                coin,
                "0.0000125",
                "10000.0",
                first.get(coin).price().toPlainString(),
                notional.get(coin).toPlainString(),
                isThin ? "" : "0.0003",
                price,
                price,
                price,
                isThin ? "" : price,
                isThin ? "" : price);
    }
}
