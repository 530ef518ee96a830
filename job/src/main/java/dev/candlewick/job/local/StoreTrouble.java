package dev.candlewick.job.local;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
                            List.of("nosuchbucket", "bucket does not exist", "unknownstore"),
                            "there is no such bucket; create it, or name another"),
                    new StoreTrouble(
                            List.of(
                                    "authorizationheadermalformed",
                                    "permanentredirect",
                                    "status code: 301"),
                            "the bucket is in another region; set s3.endpoint.region in"
                                    + " config.yaml"),
                    // A refusal without a body, as most are, does not say whether the key is wrong.
                    new StoreTrouble(
                            List.of(
                                    "accessdenied",
                                    "forbidden",
                                    "status code: 403",
                                    "invalidaccesskeyid",
                                    "signaturedoesnotmatch",
                                    "expiredtoken",
                                    "invalidtoken"),
                            "the store refuses these credentials; check "
                                    + KEYS
                                    + ", what they may do, and s3.audit.request.handlers in"
                                    + " config.yaml for a bucket whose readers pay"),
                    new StoreTrouble(
                            List.of(
                                    "unable to execute http request",
                                    "connect timed out",
                                    "connecttimeout",
                                    "sockettimeout",
                                    "connection refused"),
                            "the store does not answer; check s3.endpoint in config.yaml and the"
                                    + " network"));

    /** Empty if no object store has to do with it. */
    static Optional<String> in(Throwable failure) {
        String words = messages(failure).toLowerCase(Locale.ROOT);
        return KNOWN.stream()
                .filter(trouble -> trouble.signs().stream().anyMatch(words::contains))
                .filter(trouble -> where(failure).isPresent())
                .findFirst()
                .map(StoreTrouble::line);
    }

    /** The first object, or folder of objects, that is named. */
    static Optional<String> where(Throwable failure) {
        return OBJECT.matcher(messages(failure))
                .results()
                .findFirst()
                .map(found -> found.group().replace("s3a:", "s3:"));
    }

    private static String messages(Throwable failure) {
        StringBuilder messages = new StringBuilder();
        Throwable cause = failure;
        while (cause != null) {
            messages.append(cause).append('\n');
            cause = cause.getCause() == cause ? null : cause.getCause();
        }
        return messages.toString();
    }
}
