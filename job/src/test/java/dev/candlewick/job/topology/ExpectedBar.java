package dev.candlewick.job.topology;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The content of a bar that traded, as an independent program computed it or a store holds it. */
record ExpectedBar(
        String symbol,
        String interval,
        long openSecond,
        double open,
        double high,
        double low,
        double close,
        double volume,
        double quoteVolume,
        long tradeCount,
        double buyVolume,
        double sellVolume) {

    /** The columns of {@link #of(ResultSet)}, in its order. */
    static final String COLUMNS =
            "symbol, bar_interval, epoch(open_time)::BIGINT, open, high, low, close, volume,"
                    + " quote_volume, trade_count, buy_volume, sell_volume";

    /** Every bar of the recorded tape; see {@code oracle/README.md}. */
    static List<ExpectedBar> recorded() {
        return lines("/oracle/recorded_bars.csv.gz").stream().skip(1).map(ExpectedBar::of).toList();
    }

    static ExpectedBar of(ResultSet row) throws SQLException {
        return new ExpectedBar(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getDouble(4),
                row.getDouble(5),
                row.getDouble(6),
                row.getDouble(7),
                row.getDouble(8),
                row.getDouble(9),
                row.getLong(10),
                row.getDouble(11),
                row.getDouble(12));
    }

    private static ExpectedBar of(String line) {
        String[] cells = line.split(",", -1);
        return new ExpectedBar(
                cells[0],
                cells[1],
                Long.parseLong(cells[2]),
                Double.parseDouble(cells[3]),
                Double.parseDouble(cells[4]),
                Double.parseDouble(cells[5]),
                Double.parseDouble(cells[6]),
                Double.parseDouble(cells[7]),
                Double.parseDouble(cells[8]),
                Long.parseLong(cells[9]),
                Double.parseDouble(cells[10]),
                Double.parseDouble(cells[11]));
    }

    /** The lines of a compressed resource. */
    static List<String> lines(String resource) {
        try (InputStream file = ExpectedBar.class.getResourceAsStream(resource);
                BufferedReader reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        new GZIPInputStream(file), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
