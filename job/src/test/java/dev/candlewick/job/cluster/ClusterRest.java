package dev.candlewick.job.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Flink's REST interface; whichever job manager answers. */
final class ClusterRest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Integer> ports;

    ClusterRest(List<Integer> ports) {
        this.ports = ports;
    }

    int slots() {
        return get("/overview").path("slots-total").asInt();
    }

    /** Whether every task of the job runs, and has run since a moment. */
    boolean runsSince(String job, long epochMillis) {
        JsonNode answer = get("/jobs/" + job);
        if (!answer.path("state").asText().equals("RUNNING")) {
            return false;
        }
        for (JsonNode vertex : answer.path("vertices")) {
            if (vertex.path("tasks").path("RUNNING").asInt() != vertex.path("parallelism").asInt()
                    || vertex.path("start-time").asLong() < epochMillis) {
                return false;
            }
        }
        return !answer.path("vertices").isEmpty();
    }

    /** The task managers that run tasks whose name contains a text. */
    Set<String> hostsOf(String job, String task) {
        Set<String> hosts = new TreeSet<>();
        for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
            if (vertex.path("name").asText().contains(task)) {
                String path = "/jobs/" + job + "/vertices/" + vertex.path("id").asText();
                get(path).path("subtasks").forEach(it -> hosts.add(hostOf(it)));
            }
        }
        return hosts;
    }

    private static String hostOf(JsonNode subtask) {
        return subtask.path("taskmanager-id").asText();
    }

    long checkpoints(String job) {
        return get("/jobs/" + job + "/checkpoints").path("counts").path("completed").asLong();
    }

    long lastCheckpoint(String job) {
        JsonNode latest = get("/jobs/" + job + "/checkpoints").path("latest");
        return latest.path("completed").path("id").asLong(-1);
    }

    /** An empty object where nothing answers. */
    JsonNode get(String path) {
        for (int port : ports) {
            try {
                HttpRequest request =
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .timeout(Duration.ofSeconds(3))
                                .build();
                HttpResponse<String> answer =
                        HTTP.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return JSON.readTree(answer.body());
                }
            } catch (IOException notThisOne) {
                // The next one may answer.
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return JSON.createObjectNode();
    }
}
