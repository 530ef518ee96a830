package dev.candlewick.job.settings;

import dev.candlewick.job.settings.ValueType.InvalidValueException;
import dev.candlewick.job.settings.ValueType.RawValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values in effect, layer over layer; each value that was given is judged, used or not. */
final class Values {

    private final Map<String, Object> parsed = new HashMap<>();
    private final Map<String, RawSetting> effective = new HashMap<>();
    private final List<Problem> problems;

    Values(List<Problem> problems) {
        this.problems = problems;
        for (SettingKey<?> key : SettingKeys.all()) {
            put(new RawSetting(key.name(), RawValue.text(key.defaultText()), Origin.DEFAULT));
        }
    }

    void put(RawSetting setting) {
        SettingKeys.find(setting.key())
                .ifPresentOrElse(
                        key -> parse(key, setting),
                        () -> problems.add(Problem.unknownKey(setting)));
    }

    private void parse(SettingKey<?> key, RawSetting setting) {
        effective.put(key.name(), setting);
        try {
            parsed.put(key.name(), key.type().parse(setting.value()));
        } catch (InvalidValueException e) {
            parsed.remove(key.name());
            problems.add(Problem.refused(setting, e.getMessage()));
        }
    }

    boolean isValid(SettingKey<?> key) {
        return parsed.containsKey(key.name());
    }

    /** A key's value; the registry gave its type, so the cast holds. */
    @SuppressWarnings("unchecked")
    <T> T get(SettingKey<T> key) {
        if (!isValid(key)) {
            throw new IllegalStateException(key.name() + " has no valid value");
        }
        return (T) parsed.get(key.name());
    }

    RawSetting raw(SettingKey<?> key) {
        return effective.get(key.name());
    }
}
