package dev.candlewick.job.settings;

import dev.candlewick.functions.model.BarInterval;
import java.time.Duration;
import java.util.List;

/** Which bars are built, and how patient they are. */
public record BarsSettings(
        List<BarInterval> intervals, Duration outOfOrderness, Duration allowedLateness) {

    static BarsSettings from(Values values) {
        return new BarsSettings(
                values.get(SettingKeys.BARS_INTERVALS),
                values.get(SettingKeys.BARS_OUT_OF_ORDERNESS),
                values.get(SettingKeys.BARS_ALLOWED_LATENESS));
    }
}
