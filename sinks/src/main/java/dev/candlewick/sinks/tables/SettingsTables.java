package dev.candlewick.sinks.tables;

import dev.candlewick.functions.model.SettingsChange;

/** The table of settings that changed; named in {@link Tables}. */
final class SettingsTables {

    static final Table<SettingsChange> SETTINGS_CHANGES =
            Table.of(SettingsChange.class, "settings_changes", 1)
                    .time("changed_at", SettingsChange::changedAt)
                    .count("version", SettingsChange::version)
                    .text("key", SettingsChange::key)
                    .text("old_value", SettingsChange::oldValue)
                    .text("new_value", SettingsChange::newValue)
                    .text("source", SettingsChange::source)
                    .run("run_id")
                    .key("version", "key")
                    .ranking("$.run_id")
                    .hot(HotRetention.whole())
                    .build();

    private SettingsTables() {}
}
