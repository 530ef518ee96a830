package dev.candlewick.job.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The job's own histograms of latency, as Flink's REST interface shows them. */
final class LatencyMetrics {

    private static final Pattern WEB_UI = Pattern.compile("Flink web UI: (http://\\S+)");

    private LatencyMetrics() {}

    /** Of a run whose output names its web UI, which must still be there. */
    static SortedSet<String> of(Path log) throws IOException, InterruptedException {
        SortedSet<String> found = new TreeSet<>();
        Matcher webUi = WEB_UI.matcher(Files.readString(log));
        if (!webUi.find()) {
            return found;
        }
        String jobs = webUi.group(1) + "/jobs";
        for (String job : all(get(jobs), "\"id\":\"(\\w+)\"")) {
            for (String vertex : all(get(jobs + "/" + job), "\"id\":\"(\\w{32})\",\"slotSharing")) {
                String metrics = jobs + "/" + job + "/vertices/" + vertex + "/metrics";
                for (String name :
                        all(
                                get(metrics),
                                "\"id\":\"([^\"]*receiptTo[^\"]*_(?:median|p99|max))\"")) {
                    found.addAll(
                            all(get(metrics + "?get=" + name), "(\"id\":.*\"value\":\"[^\"]*\")"));
                }
            }
        }
        return found;
    }

    private static List<String> all(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().map(m -> m.group(1)).toList();
    }

    private static String get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
    }
}
