package dev.candlewick.job.settings;

import java.nio.file.Path;
import java.util.List;

/**
 * Flink SQL within the job.
 *
 * @param scripts that it runs over its own streams
 */
public record SqlSettings(List<Path> scripts) {

    static SqlSettings from(Values values) {
        return new SqlSettings(values.get(SettingKeys.SQL_SCRIPTS));
    }
}
