package dev.candlewick.job.backfill;

import dev.candlewick.functions.model.Gap;
import dev.candlewick.sinks.duckdb.DuckDb;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Open gaps of which the archive has brought everything: the windows that such a gap touches have
 * whole bars of the archive, of one interval or another.
 */
public final class FilledGaps {

    private static final String FILLED =
            """
            WITH lost AS (
                SELECT symbol, gap_start, gap_end, reason, detected_at
                FROM gaps
                WHERE
                    healed_at IS NULL
                    AND gap_start < $2::TIMESTAMPTZ
                    AND gap_end > $1::TIMESTAMPTZ
            ),
            brought AS (
                SELECT
                    lost.symbol,
                    lost.gap_start,
                    bars.bar_interval,
                    min(bars.open_time) AS first_open,
                    max(bars.close_time) AS last_close,
                    sum(epoch_us(bars.close_time) - epoch_us(bars.open_time)) AS length
                FROM lost
                JOIN bars
                    ON
                        bars.symbol = lost.symbol
                        AND bars.open_time < lost.gap_end
                        AND bars.close_time > lost.gap_start
                WHERE
                    bars.is_final
                    AND bars.origin = 'archive'
                    AND bars.price_source = 'trade'
                    AND bars.coverage IN ('complete', 'quiet')
                GROUP BY lost.symbol, lost.gap_start, bars.bar_interval
            )
            SELECT DISTINCT
                symbol, epoch_us(gap_start), epoch_us(gap_end), reason, epoch_us(detected_at)
            FROM lost
            JOIN brought USING (symbol, gap_start)
            WHERE
                first_open <= gap_start
                AND last_close >= gap_end
                AND length = epoch_us(last_close) - epoch_us(first_open)
            ORDER BY ALL
            """;

    private FilledGaps() {}

    /**
     * Those that touch a period.
     *
     * @param duckDb has the views of the stores
     */
    public static List<Gap> between(DuckDb duckDb, Instant from, Instant to)
            throws SQLException, IOException {
        List<Gap> gaps = new ArrayList<>();
        duckDb.query(
                FILLED,
                List.of(from.toString(), to.toString()),
                rows -> {
                    while (rows.next()) {
                        gaps.add(
                                new Gap(
                                        rows.getString(1),
                                        rows.getLong(2),
                                        rows.getLong(3),
                                        rows.getString(4),
                                        rows.getLong(5),
                                        null,
                                        null));
                    }
                });
        return gaps;
    }

    /** The row that closes such a gap. */
    public static Gap closed(Gap gap, Instant at) {
        return gap.healed(ChronoUnit.MICROS.between(Instant.EPOCH, at), Gap.BY_ARCHIVE);
    }
}
