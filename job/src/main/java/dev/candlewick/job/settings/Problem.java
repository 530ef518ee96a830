package dev.candlewick.job.settings;

/** One thing wrong with the settings, on one line: what, where, and what to do instead. */
public record Problem(String line) {

    /** An address may stand in it; its secrets do not. */
    public Problem {
        line = Secrets.mask("", line);
    }

    /** A value that was refused. */
    static Problem refused(RawSetting setting, String why) {
        return new Problem(
                "%s = %s (%s): %s"
                        .formatted(
                                setting.key(),
                                setting.shown(),
                                setting.origin(),
                                Secrets.mask("", why)));
    }

    static Problem unknownKey(RawSetting setting) {
        return refused(setting, "unknown key; " + KeyNames.advice(setting.key()));
    }

    @Override
    public String toString() {
        return line;
    }
}
