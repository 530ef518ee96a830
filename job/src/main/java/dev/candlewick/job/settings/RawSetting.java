package dev.candlewick.job.settings;

import dev.candlewick.job.settings.ValueType.RawValue;

/** A key and a value as written, not validated yet, its references not followed. */
record RawSetting(String key, RawValue value, SettingOrigin origin) {

    /** As it may be printed. */
    String shown() {
        return Secrets.mask(key, value.asText());
    }
}
