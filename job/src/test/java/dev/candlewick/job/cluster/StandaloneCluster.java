package dev.candlewick.job.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real Flink cluster: a job manager and a task manager, each a process of its own. */
final class StandaloneCluster implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);

    private final FlinkProcesses flink;
    private final int restPort = FlinkProcesses.freePort();
    private final List<Process> processes = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    private StandaloneCluster(Path folder, String more) throws IOException {
        flink = new FlinkProcesses(folder, config(folder, FlinkProcesses.freePort()) + more);
    }

    /** Starts both processes and waits until the task manager has registered its slots. */
    static StandaloneCluster start(Path folder) throws Exception {
        return start(folder, "");
    }

    /**
     * The same.
     *
     * @param more lines of Flink's configuration
     */
    static StandaloneCluster start(Path folder, String more) throws Exception {
        StandaloneCluster cluster = new StandaloneCluster(folder, more);
        try {
            cluster.processes.add(
                    cluster.flink.jobManager(folder.resolve("jobmanager.log"), List.of()));
            cluster.processes.add(
                    cluster.flink.taskManager(folder.resolve("taskmanager.log"), List.of()));
            await().atMost(STARTS_WITHIN).until(cluster::slotsAreThere);
            return cluster;
        } catch (Exception | Error failure) {
            cluster.close();
            throw failure;
        }
    }

    /** Runs Flink's command line and returns what it printed; fails when it does. */
    String flink(String... arguments) throws Exception {
        return flink.client(arguments);
    }

    /** What the job manager's REST interface answers, as JSON text. */
    String rest(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + restPort + path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Override
    public void close() throws Exception {
        for (Process process : processes) {
            process.destroy();
        }
        for (Process process : processes) {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private boolean slotsAreThere() throws Exception {
        try {
            return rest("/overview").matches(".*\"slots-total\":[1-9].*");
        } catch (IOException notYet) {
            return false;
        }
    }

    private String config(Path folder, int rpcPort) {
        return """
        jobmanager.rpc.address: 127.0.0.1
        jobmanager.rpc.port: %d
        jobmanager.bind-host: 127.0.0.1
        jobmanager.memory.process.size: 1000m
        taskmanager.bind-host: 127.0.0.1
        taskmanager.host: 127.0.0.1
        taskmanager.memory.process.size: 1300m
        taskmanager.numberOfTaskSlots: 2
        rest.address: 127.0.0.1
        rest.bind-address: 127.0.0.1
        rest.port: %d
        execution.checkpointing.dir: %s
        execution.checkpointing.savepoint-dir: %s
        """
                .formatted(
                        rpcPort,
                        restPort,
                        folder.resolve("checkpoints").toUri(),
                        folder.resolve("savepoints").toUri());
    }
}
