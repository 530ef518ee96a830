package dev.candlewick.job.settings;

import java.time.Duration;

/**
 * The Parquet lake.
 *
 * @param path of any file system that Flink knows
 */
public record LakeSettings(String path, Duration commitInterval) {

    static LakeSettings from(Values values) {
        return new LakeSettings(
                values.get(SettingKeys.LAKE_PATH), values.get(SettingKeys.LAKE_COMMIT_INTERVAL));
    }
}
