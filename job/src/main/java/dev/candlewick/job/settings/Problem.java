package dev.candlewick.job.settings;

/** One thing wrong with the settings, on one line: what, where, and what to do instead. */
public record Problem(String line) {

    /** A value that was refused. */
    static Problem refused(RawSetting setting, String why) {
        return new Problem(
                "%s = %s (%s): %s"
                        .formatted(
                                setting.key(),
                                Secrets.mask(setting.key(), setting.value().asText()),
                                setting.origin(),
                                why));
    }

    static Problem unknownKey(RawSetting setting) {
        return refused(setting, "unknown key; " + KeyNames.advice(setting.key()));
    }

    @Override
    public String toString() {
        return line;
    }
}
