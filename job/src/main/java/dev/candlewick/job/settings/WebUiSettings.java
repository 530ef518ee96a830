package dev.candlewick.job.settings;

/**
 * Flink's web UI of a local run.
 *
 * @param port 0 picks a free one
 */
public record WebUiSettings(int port) {

    static WebUiSettings from(Values values) {
        return new WebUiSettings(values.get(SettingKeys.WEB_UI_PORT));
    }
}
