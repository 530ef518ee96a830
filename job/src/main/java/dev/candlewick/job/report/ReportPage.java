package dev.candlewick.job.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One HTML file with everything in it. */
public final class ReportPage {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PART = Pattern.compile("\\$\\{([a-z]+)}");
    private static final List<String> QUALITY =
            List.of(
                    "symbol",
                    "interval",
                    "bars",
                    "complete",
                    "quiet",
                    "partial",
                    "repaired",
                    "missing");
    private static final List<String> RECONCILIATION =
            List.of("symbol", "interval", "fields", "equal", "tolerated", "different", "missing");

    private final String html;
    private final int bars;

    private ReportPage(String html, int bars) {
        this.html = html;
        this.bars = bars;
    }

    /** The page of a range, which must have bars to be worth a look. */
    public static ReportPage of(ReportData data, ReportRange range, Instant now)
            throws SQLException, IOException {
        List<BarSeries> series = data.bars(range);
        PackedBars packed = PackedBars.of(series);
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("from", time(range.from()));
        about.put("to", time(range.to()));
        about.put("made", now.truncatedTo(ChronoUnit.SECONDS).toString());
        about.put("digest", packed.digest());
        about.put("range", range);
        about.put("series", packed.index());
        about.put("gaps", data.gaps(range));
        about.put("readings", data.readings());
        about.put("quality", data.quality(range));
        about.put("reconciliation", data.reconciliation(range));
        about.put("columns", Map.of("quality", QUALITY, "reconciliation", RECONCILIATION));
        Map<String, String> parts =
                Map.of(
                        "css", resource("page.css"),
                        "about", JSON.writeValueAsString(about).replace("<", "\\u003c"),
                        "bars", packed.text(),
                        "charts", resource("lightweight-charts.standalone.production.js"),
                        "js", resource("page.js"));
        String html =
                PART.matcher(resource("page.html"))
                        .replaceAll(part -> Matcher.quoteReplacement(parts.get(part.group(1))));
        return new ReportPage(html, series.stream().mapToInt(each -> each.rows().size()).sum());
    }

    /** How many bars it shows. */
    public int bars() {
        return bars;
    }

    public void writeTo(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path unfinished = folder.resolve("." + file.getFileName() + ".tmp");
        Files.writeString(unfinished, html);
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    String html() {
        return html;
    }

    private static String time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ReportPage.class.getResourceAsStream("/report/" + name)) {
            if (in == null) {
                throw new IOException("/report/" + name + " is not on the class path");
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
