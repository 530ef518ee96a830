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
    private final References references;

    Values(List<Problem> problems, References references) {
        this.problems = problems;
        this.references = references;
        for (SettingKey<?> key : SettingKeys.all()) {
            put(
                    new RawSetting(
                            key.name(), RawValue.text(key.defaultText()), SettingOrigin.DEFAULT));
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
        parsed.remove(key.name());
        try {
            RawValue value = references.resolve(setting.value());
            parse(key, setting, value);
        } catch (InvalidValueException e) {
            problems.add(Problem.refused(setting, e.getMessage()));
        }
    }

    /**
     * What a value says that is refused may quote it, which a value that stands elsewhere must not
     * be.
     */
    private void parse(SettingKey<?> key, RawSetting setting, RawValue value)
            throws InvalidValueException {
        try {
            parsed.put(key.name(), key.type().parse(value));
        } catch (InvalidValueException e) {
            throw References.isIn(setting.value())
                    ? new InvalidValueException(
                            "refers to a value that cannot be; write " + key.type().expectation())
                    : e;
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

    /** The text of a valid key, with everything that it refers to in its place. */
    String text(SettingKey<?> key) {
        try {
            return references.resolve(raw(key).value()).asText();
        } catch (InvalidValueException e) {
            throw new IllegalStateException(key.name() + " has no valid value", e);
        }
    }

    RawSetting raw(SettingKey<?> key) {
        return effective.get(key.name());
    }
}
