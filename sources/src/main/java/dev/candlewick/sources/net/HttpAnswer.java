package dev.candlewick.sources.net;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a server answered.
 *
 * @param contentType as the server named it; empty if it did not
 * @param retryAfterSeconds the pause that the server asks for; 0 if none
 * @param body undecoded; of an answer that is not to be parsed perhaps only its beginning
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HttpAnswer(int status, String contentType, long retryAfterSeconds, byte[] body)
        implements HttpOutcome {

    private static final int MOST_NULL_BYTES = 8;

    /** Decided by the status alone, before the body is read. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Whether the body claims to be JSON, or claims nothing; no other body may be parsed. */
    public boolean isJson() {
        return isJson(contentType);
    }

    static boolean isJson(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.isEmpty() || type.equals("application/json") || type.endsWith("+json");
    }

    /** JSON's {@code null}: with it some servers report that there is no such thing. */
    public boolean isNullBody() {
        return body.length <= MOST_NULL_BYTES
                && new String(body, StandardCharsets.UTF_8).strip().equals("null");
    }

    @Override
    public String describe() {
        String type = contentType.isEmpty() ? "no content type" : contentType;
        return String.format(Locale.ROOT, "HTTP %d (%s, %d bytes)", status, type, body.length);
    }
}
