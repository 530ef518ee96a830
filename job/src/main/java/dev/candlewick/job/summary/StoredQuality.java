package dev.candlewick.job.summary;

import dev.candlewick.sinks.duckdb.HotStoreQuery;
import java.io.IOException;
import java.io.Serializable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The quality of each symbol's newest days, as the stores have it. */
public record StoredQuality(String hotStore, String lake, Duration allowedLateness)
        implements Serializable {

    private static final Logger LOG = LoggerFactory.getLogger(StoredQuality.class);

    private static final String NEWEST =
            """
            SELECT symbol, avg(score)
            FROM data_quality
            WHERE day >= (SELECT max(day) FROM data_quality) - 1
            GROUP BY symbol
            """;

    /** From 0 to 1; nothing of symbols that were not collected, or while it cannot be read. */
    public Map<String, Double> scores() {
        Map<String, Double> scores = new HashMap<>();
        try {
            HotStoreQuery.over(hotStore, lake, allowedLateness)
                    .run(
                            NEWEST,
                            rows -> {
                                while (rows.next()) {
                                    scores.put(rows.getString(1), rows.getDouble(2));
                                }
                            });
        } catch (SQLException | IOException e) {
            LOG.warn("Data quality cannot be read, so assets are ranked without it", e);
            return Map.of();
        }
        return scores;
    }
}
