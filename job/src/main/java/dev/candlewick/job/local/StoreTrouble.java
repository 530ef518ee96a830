package dev.candlewick.job.local;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says in a line what is wrong with an object store. Its classes live in a plugin, and come from a
 * task as text, so words are all there is to judge by.
 *
 * @param signs of which one, in lower case, is in the message or the class name of some cause
 * @param line what it means, and what to do
 */
record StoreTrouble(List<String> signs, String line) {

    private static final String KEYS = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
    private static final Pattern OBJECT = Pattern.compile("\\bs3a?://[^\\s:'\"`,]+");

    /** The more special before the more general. */
    private static final List<StoreTrouble> KNOWN =
            List.of(
                    new StoreTrouble(
                            List.of("noauthwithaws", "unable to load aws credentials"),
                            "there are no credentials for it; set "
                                    + KEYS
                                    + " in the environment, or run on a machine with a role"),
                    new StoreTrouble(
                            List.of(
                                    "invalidaccesskeyid",
                                    "signaturedoesnotmatch",
                                    "expiredtoken",
                                    "invalidtoken"),
                            "the store refuses the credentials; check " + KEYS),
                    new StoreTrouble(
                            List.of("nosuchbucket", "bucket does not exist", "unknownstore"),
                            "there is no such bucket; create it, or name another"),
                    new StoreTrouble(
                            List.of(
                                    "authorizationheadermalformed",
                                    "permanentredirect",
                                    "status code: 301"),
                            "the bucket is in another region; set s3.endpoint.region in"
                                    + " config.yaml"),
                    new StoreTrouble(
                            List.of("accessdenied", "forbidden", "status code: 403"),
                            "the store does not allow it with these credentials; check their"
                                    + " rights, and s3.requester.pays.enabled in config.yaml for a"
                                    + " bucket whose readers pay"),
                    new StoreTrouble(
                            List.of(
                                    "unable to execute http request",
                                    "connect timed out",
                                    "connecttimeout",
                                    "sockettimeout",
                                    "connection refused"),
                            "the store does not answer; check s3.endpoint in config.yaml and the"
                                    + " network"),
                    new StoreTrouble(
                            List.of("unsupportedfilesystemscheme"),
                            "no file system of this scheme is in plugins/; put Flink's plugin"
                                    + " there"));

    /** Empty if no object store has to do with it. */
    static Optional<String> in(Throwable failure) {
        String told = told(failure);
        Matcher object = OBJECT.matcher(told);
        if (!object.find()) {
            return Optional.empty();
        }
        String words = told.toLowerCase(Locale.ROOT);
        return KNOWN.stream()
                .filter(trouble -> trouble.signs().stream().anyMatch(words::contains))
                .findFirst()
                .map(trouble -> object.group().replace("s3a:", "s3:") + ": " + trouble.line());
    }

    private static String told(Throwable failure) {
        StringBuilder told = new StringBuilder();
        Throwable cause = failure;
        while (cause != null) {
            told.append(cause).append('\n');
            cause = cause.getCause() == cause ? null : cause.getCause();
        }
        return told.toString();
    }
}
