package dev.candlewick.job.settings;

import dev.candlewick.functions.model.BarInterval;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The DuckDB file of the newest rows.
 *
 * @param fallback where they go while that file cannot be written
 */
public record HotStoreSettings(
        Path path, Optional<Path> fallback, Duration retention, List<BarInterval> intervals) {

    static HotStoreSettings from(Values values) {
        return new HotStoreSettings(
                values.get(SettingKeys.HOT_STORE_PATH),
                values.get(SettingKeys.HOT_STORE_FALLBACK_PATH),
                values.get(SettingKeys.HOT_STORE_RETENTION),
                intervals(
                        values.get(SettingKeys.HOT_STORE_INTERVALS),
                        values.get(SettingKeys.BARS_INTERVALS)));
    }

    /** Those that were named, else all that are built except one second. */
    static List<BarInterval> intervals(Optional<List<BarInterval>> named, List<BarInterval> built) {
        return named.orElseGet(
                () -> built.stream().filter(interval -> interval != BarInterval.S1).toList());
    }
}
