package dev.candlewick.job.settings;

import dev.candlewick.job.settings.ValueType.RawValue;
import java.util.ArrayList;
import java.util.List;

/** Settings of the command line: {@code --set key=value}. */
final class Assignments {

    private Assignments() {}

    static List<RawSetting> read(List<String> assignments, List<Problem> problems) {
        List<RawSetting> found = new ArrayList<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                problems.add(
                        new Problem(
                                "--set %s: write --set key=value, such as --set lake.path=data/lake"
                                        .formatted(assignment)));
            } else {
                String key = assignment.substring(0, equals).trim();
                RawValue value = RawValue.text(assignment.substring(equals + 1));
                found.add(new RawSetting(key, value, SettingOrigin.SET));
            }
        }
        return found;
    }
}
