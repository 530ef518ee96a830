package dev.candlewick.job.settings;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings in effect.
 *
 * @param entries each key with its text and where it came from
 * @param reloadable the text of each key that takes effect without a restart, references followed
 */
public record EffectiveSettings(
        Settings settings, List<Entry> entries, Map<String, String> reloadable) {

    /** One key as it is shown: secrets masked. */
    public record Entry(String key, String value, SettingOrigin origin) {}

    static EffectiveSettings from(Values values) {
        return new EffectiveSettings(
                Settings.from(values),
                SettingKeys.all().stream().map(values::raw).map(EffectiveSettings::shown).toList(),
                ReloadableSettings.texts(values));
    }

    /** Every key as it may be printed. */
    Map<String, String> shown() {
        Map<String, String> shown = new TreeMap<>();
        entries.forEach(entry -> shown.put(entry.key(), entry.value()));
        return shown;
    }

    private static Entry shown(RawSetting raw) {
        return new Entry(raw.key(), raw.shown(), raw.origin());
    }

    /** Whether it is not set. */
    public boolean isDefault(SettingKey<?> key) {
        return entries.stream()
                .anyMatch(
                        entry ->
                                entry.key().equals(key.name())
                                        && entry.origin().equals(SettingOrigin.DEFAULT));
    }

    /** A key as it is shown: name, value and origin. */
    public String describe(SettingKey<?> key) {
        return entries.stream()
                .filter(entry -> entry.key().equals(key.name()))
                .map(entry -> "%s = %s (%s)".formatted(entry.key(), entry.value(), entry.origin()))
                .findFirst()
                .orElseThrow();
    }
}
