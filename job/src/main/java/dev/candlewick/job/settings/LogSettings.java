package dev.candlewick.job.settings;

import org.slf4j.event.Level;

/** What is logged of this program's own. */
public record LogSettings(Level level) {

    static LogSettings from(Values values) {
        return new LogSettings(values.get(SettingKeys.LOG_LEVEL));
    }
}
