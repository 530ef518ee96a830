package dev.candlewick.job.settings;

import java.util.Locale;

/**
 * One thing a user may set.
 *
 * @param name dotted, such as {@code exchange.websocket-url}
 * @param defaultText the default as a user would write it
 * @param description for people, in Markdown
 */
public record SettingKey<T>(
        String name, ValueType<T> type, String defaultText, String description) {

    private static final String PREFIX = "CANDLEWICK_";

    /** The environment variable that sets this key. */
    public String environmentName() {
        return PREFIX + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** The part before the dot. */
    public String section() {
        return name.substring(0, name.indexOf('.'));
    }
}
