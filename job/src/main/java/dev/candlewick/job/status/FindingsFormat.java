package dev.candlewick.job.status;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/** FindingsFormat as text. */
public final class FindingsFormat {

    private static final JsonFactory JSON = new JsonFactory();

    private FindingsFormat() {}

    /** A line each, those that are bad marked by a word. */
    public static List<String> table(List<Finding> findings, String good, String bad) {
        int widest =
                findings.stream().mapToInt(finding -> finding.subject().length()).max().orElse(0);
        String form = "%-" + Math.max(good.length(), bad.length()) + "s  %-" + widest + "s  %s";
        return findings.stream()
                .map(
                        finding ->
                                form.formatted(
                                                finding.good() ? good : bad,
                                                finding.subject(),
                                                finding.detail())
                                        .stripTrailing())
                .toList();
    }

    /** An array of objects. */
    public static String json(List<Finding> findings, String good, String bad) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartArray();
            for (Finding finding : findings) {
                json.writeStartObject();
                json.writeStringField("subject", finding.subject());
                json.writeStringField("state", finding.good() ? good : bad);
                json.writeStringField("detail", finding.detail());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        return text.toString();
    }
}
