package dev.candlewick.job.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What Flink's web UI and its REST interface show of a cluster. */
final class WebPages {

    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final List<String> PAGES =
            List.of(
                    "/config",
                    "/overview",
                    "/jobs/overview",
                    "/jobmanager/config",
                    "/jobmanager/environment",
                    "/jobmanager/logs",
                    "/jobmanager/log",
                    "/jobmanager/metrics",
                    "/jobmanager/thread-dump",
                    "/taskmanagers");
    private static final List<String> OF_A_JOB =
            List.of(
                    "",
                    "/config",
                    "/jobmanager/config",
                    "/jobmanager/environment",
                    "/plan",
                    "/exceptions",
                    "/accumulators",
                    "/checkpoints",
                    "/checkpoints/config",
                    "/metrics");

    private final HttpClient http = HttpClient.newHttpClient();

    /** Every page, and those of each job, vertex and task manager, by their paths. */
    Map<String, String> all(String base) throws Exception {
        Set<String> pages = new TreeSet<>(PAGES);
        for (String job : ids(get(base + "/jobs"))) {
            OF_A_JOB.forEach(page -> pages.add("/jobs/" + job + page));
            for (String vertex : ids(get(base + "/jobs/" + job))) {
                String path = "/jobs/" + job + "/vertices/" + vertex;
                pages.add(path);
                pages.add(path + "/metrics");
                pages.add(path + "/subtasks/metrics");
            }
        }
        for (String worker : ids(get(base + "/taskmanagers"))) {
            for (String page : List.of("", "/logs", "/log", "/metrics", "/thread-dump")) {
                pages.add("/taskmanagers/" + worker + page);
            }
        }
        Map<String, String> found = new TreeMap<>();
        for (String page : pages) {
            found.put(page, get(base + page));
        }
        return found;
    }

    private static Set<String> ids(String answer) {
        Set<String> ids = new TreeSet<>();
        ID.matcher(answer).results().forEach(match -> ids.add(match.group(1)));
        return ids;
    }

    String get(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        return http.send(request, BodyHandlers.ofString()).body();
    }
}
