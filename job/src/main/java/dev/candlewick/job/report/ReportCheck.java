package dev.candlewick.job.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the bars in a page are what its digest says, and those of the stores. */
public final class ReportCheck {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode about;
    private final String bars;

    private ReportCheck(JsonNode about, String bars) {
        this.about = about;
        this.bars = bars;
    }

    /**
     * Reads a page.
     *
     * @throws IOException if it is none of ours
     */
    public static ReportCheck of(Path file) throws IOException {
        String html = Files.readString(file);
        return new ReportCheck(JSON.readTree(part(html, "about", file)), part(html, "bars", file));
    }

    /** How many bars it shows. */
    public long bars() {
        long count = 0;
        for (JsonNode series : about.path("series")) {
            count += series.path("bars").asLong();
        }
        return count;
    }

    /** A line for everything that is not as it should be. */
    public List<String> differences(ReportData data) throws SQLException, IOException {
        List<String> lines = new ArrayList<>();
        if (!PackedBars.digestOf(bars).equals(about.path("digest").asText())) {
            lines.add("the bars in the page are not those of its digest: it was changed");
        }
        Map<String, String> stored = new HashMap<>();
        for (Map<String, Object> series : PackedBars.of(data.bars(range())).index()) {
            stored.put(name(series.get("symbol"), series.get("interval")), text(series));
        }
        for (JsonNode series : about.path("series")) {
            String name = name(series.path("symbol").asText(), series.path("interval").asText());
            String there = stored.remove(name);
            String here = text(JSON.convertValue(series, Map.class));
            if (!here.equals(there)) {
                lines.add(name + ": the page has " + here + ", the stores have " + there);
            }
        }
        stored.forEach(
                (name, there) ->
                        lines.add(name + ": the stores have " + there + ", the page none"));
        return lines;
    }

    /** What it shows. */
    public ReportRange range() {
        return JSON.convertValue(about.path("range"), ReportRange.class);
    }

    private static String name(Object symbol, Object interval) {
        return symbol + " " + interval;
    }

    private static String text(Map<?, ?> series) {
        return series.get("bars") + " bars with digest " + series.get("digest");
    }

    private static String part(String html, String id, Path file) throws IOException {
        Matcher matcher =
                Pattern.compile("<script type=\"[^\"]*\" id=\"" + id + "\">([^<]*)</script>")
                        .matcher(html);
        if (!matcher.find()) {
            throw new IOException(file + " is no page that report wrote");
        }
        return matcher.group(1);
    }
}
