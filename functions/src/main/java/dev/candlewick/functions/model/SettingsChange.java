package dev.candlewick.functions.model;

/**
 * A setting that took another value.
 *
 * @param version of the settings from then on
 * @param oldValue as it was written, secrets masked; so is {@code newValue}
 * @param source where the new value came from
 */
public record SettingsChange(
        long changedAt,
        long version,
        String key,
        String oldValue,
        String newValue,
        String source) {}
