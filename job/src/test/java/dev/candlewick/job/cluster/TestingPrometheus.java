package dev.candlewick.job.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Prometheus with what {@code docker/monitoring} gives it, faster: it scrapes and evaluates every
 * second, and in its copy of the rules minutes are seconds.
 */
final class TestingPrometheus implements AutoCloseable {
    static final Path PROGRAM = Path.of("/usr/bin/prometheus");
    static final Path SHIPPED = Path.of("../docker/monitoring");

    /** Ranges, waits and bounds of the shipped rules, and those of the copy. */
    private static final Map<String, String> SHORTENED =
            Map.of(
                    "for: \\S+", "for: 1s",
                    "\\[1m\\]", "[10s]",
                    "\\[(5m|10m)\\]", "[20s]",
                    "\\[(15m|1h)\\]", "[40s]",
                    "> 60000", "> 6000",
                    "> 50000", "> 1000");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = FlinkProcesses.freePort();
    private final Process process;

    private TestingPrometheus(Path folder, List<Integer> targets) throws IOException {
        String config =
                Files.readString(SHIPPED.resolve("prometheus.yml"))
                        .replaceAll("_interval: \\S+", "_interval: 1s")
                        .replaceAll("targets: .*", "targets: " + addresses(targets));
        Files.writeString(folder.resolve("prometheus.yml"), config);
        String rules = Files.readString(SHIPPED.resolve("rules.yml"));
        for (Map.Entry<String, String> change : SHORTENED.entrySet()) {
            rules = rules.replaceAll(change.getKey(), change.getValue());
        }
        Files.writeString(folder.resolve("rules.yml"), rules);
        process =
                new ProcessBuilder(
                                PROGRAM.toString(),
                                "--config.file=prometheus.yml",
                                "--storage.tsdb.path=data",
                                "--web.listen-address=127.0.0.1:" + port)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("prometheus.log").toFile())
                        .start();
    }

    static TestingPrometheus start(Path folder, List<Integer> targets) throws IOException {
        return new TestingPrometheus(Files.createDirectories(folder), targets);
    }

    private static List<String> addresses(List<Integer> ports) {
        return ports.stream().map(it -> "\"127.0.0.1:" + it + "\"").toList();
    }

    /** The alerts that fire now. */
    Set<String> firing() throws Exception {
        Set<String> names = new TreeSet<>();
        for (JsonNode alert : get("/api/v1/alerts").path("data").path("alerts")) {
            if (alert.path("state").asText().equals("firing")) {
                names.add(alert.path("labels").path("alertname").asText());
            }
        }
        return names;
    }

    /** Which of some expressions have no series now. */
    Set<String> withoutSeries(Set<String> expressions) throws Exception {
        Set<String> without = new TreeSet<>();
        for (String expression : expressions) {
            String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
            JsonNode result = get("/api/v1/query?query=" + query).path("data").path("result");
            if (result.isEmpty()) {
                without.add(expression);
            }
        }
        return without;
    }

    /** Of every rule, without the bound that an alert compares with, and of every panel. */
    static Set<String> expressions() throws IOException {
        Set<String> all = new TreeSet<>();
        all.addAll(found("(?m)^ +expr: (.*?)(?: (?:>|==) [0-9.]+)?$", "rules.yml"));
        all.addAll(found("\"expr\": \"(.*)\"", "grafana/candlewick.json"));
        return all;
    }

    static Set<String> alerts() throws IOException {
        return found("alert: (\\w+)", "rules.yml");
    }

    private static Set<String> found(String pattern, String file) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(SHIPPED.resolve(file)))
                .results()
                .map(match -> match.group(1).replace("\\\"", "\""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private JsonNode get(String path) throws Exception {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .timeout(Duration.ofSeconds(5))
                            .build();
            return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException notYet) {
            return JSON.createObjectNode();
        }
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
