package dev.candlewick.job.settings;

import dev.candlewick.job.settings.ValueType.RawValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Settings of the environment: {@code CANDLEWICK_LAKE_PATH} for {@code lake.path}. */
final class EnvironmentVariables {

    private static final String PREFIX = "CANDLEWICK_";

    /** Kubernetes sets these in every pod of a namespace that has a service of such a name. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT_\\d+_(TCP|UDP|SCTP)(_.*)?)");

    private static final Pattern SERVICE_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

    private EnvironmentVariables() {}

    static List<RawSetting> read(Map<String, String> environment, List<Problem> problems) {
        Map<String, SettingKey<?>> known =
                SettingKeys.all().stream()
                        .collect(Collectors.toMap(SettingKey::environmentName, key -> key));
        List<RawSetting> found = new ArrayList<>();
        new TreeMap<>(environment)
                .forEach(
                        (name, value) -> {
                            if (known.containsKey(name)) {
                                found.add(setting(known.get(name).name(), name, value));
                            } else if (looksLikeASetting(name, value)) {
                                problems.add(unknown(name, value));
                            }
                        });
        return found;
    }

    private static RawSetting setting(String key, String variable, String value) {
        return new RawSetting(key, RawValue.text(value), SettingOrigin.environment(variable));
    }

    private static boolean looksLikeASetting(String name, String value) {
        if (!name.startsWith(PREFIX) || isServiceLink(name, value)) {
            return false;
        }
        return SettingKeys.all().stream().anyMatch(key -> name.startsWith(sectionPrefix(key)))
                || KeyNames.nearestVariable(name).isPresent();
    }

    private static String sectionPrefix(SettingKey<?> key) {
        int end = PREFIX.length() + key.section().length();
        return key.environmentName().substring(0, end) + "_";
    }

    private static boolean isServiceLink(String name, String value) {
        return SERVICE_LINK.matcher(name).matches()
                || (name.endsWith("_PORT") && SERVICE_ADDRESS.matcher(value).matches());
    }

    private static Problem unknown(String name, String value) {
        String advice =
                KeyNames.nearestVariable(name)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("`candlewick config` lists all keys; unset it if it is not ours");
        return new Problem(
                "%s = %s (environment): no setting has this name; %s"
                        .formatted(name, Secrets.mask(name.replace('_', '-'), value), advice));
    }
}
