package dev.candlewick.job.settings;

import java.util.regex.Pattern;

/** Hides what must not be printed: values of keys that name a secret, and user-info in URLs. */
final class Secrets {

    static final String MASK = "******";

    private static final Pattern SECRET_KEY =
            Pattern.compile(
                    "(?i).*(secret|password|passwd|token|credential|api-?key|access-?key|"
                            + "private-?key).*");
    private static final Pattern USER_INFO = Pattern.compile("(:/{1,2})[^/?#\\s]*@");
    private static final Pattern SECRET_PARAMETER =
            Pattern.compile(
                    "(?i)([?&][^=&]*(?:secret|password|token|key|signature)[^=&]*=)[^&#\\s]*");

    private Secrets() {}

    static String mask(String key, String value) {
        if (!value.isEmpty() && SECRET_KEY.matcher(key).matches()) {
            return MASK;
        }
        String withoutUser = USER_INFO.matcher(value).replaceAll("$1" + MASK + "@");
        return SECRET_PARAMETER.matcher(withoutUser).replaceAll("$1" + MASK);
    }
}
