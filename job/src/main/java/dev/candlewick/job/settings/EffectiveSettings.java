package dev.candlewick.job.settings;

import java.util.List;

/**
 * The settings in effect.
 *
 * @param entries each key with its text and where it came from
 */
public record EffectiveSettings(Settings settings, List<Entry> entries) {

    /** One key as it is shown: secrets masked. */
    public record Entry(String key, String value, Origin origin) {}

    static EffectiveSettings from(Values values) {
        return new EffectiveSettings(
                Settings.from(values),
                SettingKeys.all().stream().map(values::raw).map(EffectiveSettings::shown).toList());
    }

    private static Entry shown(RawSetting raw) {
        return new Entry(raw.key(), Secrets.mask(raw.key(), raw.value().asText()), raw.origin());
    }

    /** Whether nobody has set it. */
    public boolean isDefault(SettingKey<?> key) {
        return entries.stream()
                .anyMatch(
                        entry ->
                                entry.key().equals(key.name())
                                        && entry.origin().equals(Origin.DEFAULT));
    }

    /** A key as people are told of it: name, value and origin. */
    public String describe(SettingKey<?> key) {
        return entries.stream()
                .filter(entry -> entry.key().equals(key.name()))
                .map(entry -> "%s = %s (%s)".formatted(entry.key(), entry.value(), entry.origin()))
                .findFirst()
                .orElseThrow();
    }
}
