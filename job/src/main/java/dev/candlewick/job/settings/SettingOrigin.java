package dev.candlewick.job.settings;

import java.nio.file.Path;

/** Where a value came from, as it is shown: {@code candlewick.yaml:7}. */
public record SettingOrigin(String text) {

    static final SettingOrigin DEFAULT = new SettingOrigin("default");
    static final SettingOrigin SET = new SettingOrigin("--set");

    static SettingOrigin line(Path file, int line) {
        return new SettingOrigin(file + ":" + line);
    }

    static SettingOrigin environment(String variable) {
        return new SettingOrigin("environment " + variable);
    }

    static SettingOrigin profile(String name) {
        return new SettingOrigin("profile " + name);
    }

    static SettingOrigin command(String command) {
        return new SettingOrigin(command);
    }

    @Override
    public String toString() {
        return text;
    }
}
