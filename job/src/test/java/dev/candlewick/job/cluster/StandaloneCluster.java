package dev.candlewick.job.cluster;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real Flink cluster: a job manager and a task manager, each a process of its own, made of the
 * jars of the distribution's {@code lib} folder as a user's cluster would be.
 */
final class StandaloneCluster implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);
    private static final List<String> OPENS =
            Stream.of(
                            "java.lang",
                            "java.net",
                            "java.io",
                            "java.nio",
                            "sun.nio.ch",
                            "java.lang.reflect",
                            "java.text",
                            "java.time",
                            "java.util",
                            "java.util.concurrent",
                            "java.util.concurrent.atomic",
                            "java.util.concurrent.locks")
                    .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
                    .toList();

    private final Path folder;
    private final String classpath;
    private final int restPort;
    private final List<Process> processes = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    private StandaloneCluster(Path folder, List<Path> jars) throws IOException {
        this.folder = folder;
        this.classpath =
                String.join(File.pathSeparator, jars.stream().map(Path::toString).toList());
        this.restPort = freePort();
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/config.yaml"), config(freePort()));
    }

    /** Starts both processes and waits until the task manager has registered its slots. */
    static StandaloneCluster start(Path folder, List<Path> jars) throws Exception {
        StandaloneCluster cluster = new StandaloneCluster(folder, jars);
        try {
            cluster.startJobManager();
            cluster.startTaskManager();
            cluster.awaitSlots();
            return cluster;
        } catch (Exception | Error failure) {
            cluster.close();
            throw failure;
        }
    }

    /** Runs Flink's command line and returns what it printed; fails when it does. */
    String flink(String... arguments) throws Exception {
        List<String> command = java(List.of(), "org.apache.flink.client.cli.CliFrontend");
        command.addAll(Arrays.asList(arguments));
        Path output = folder.resolve("client.log");
        Process client = process(command, output).start();
        processes.add(client);
        if (!client.waitFor(2, TimeUnit.MINUTES) || client.exitValue() != 0) {
            throw new AssertionError(
                    "flink " + arguments[0] + " failed:\n" + Files.readString(output));
        }
        return Files.readString(output);
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

    private void startJobManager() throws Exception {
        launch(
                "jobmanager",
                "GET_JM_RESOURCE_PARAMS",
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint");
    }

    private void startTaskManager() throws Exception {
        launch(
                "taskmanager",
                "GET_TM_RESOURCE_PARAMS",
                "org.apache.flink.runtime.taskexecutor.TaskManagerRunner");
    }

    private void launch(String name, String resources, String entryPoint) throws Exception {
        List<String> parameters = resourceParameters(resources);
        List<String> command = java(words(parameters.get(0)), entryPoint);
        command.addAll(List.of("--configDir", folder.resolve("conf").toString()));
        command.addAll(words(parameters.get(1)));
        processes.add(process(command, folder.resolve(name + ".log")).start());
    }

    /** JVM flags and dynamic options, as Flink's own start scripts ask for them. */
    private List<String> resourceParameters(String command) throws Exception {
        List<String> ask = java(List.of(), "org.apache.flink.runtime.util.bash.BashJavaUtils");
        ask.addAll(List.of(command, "--configDir", folder.resolve("conf").toString()));
        Path output = folder.resolve(command + ".log");
        Process process = process(ask, output).start();
        processes.add(process);
        process.waitFor(1, TimeUnit.MINUTES);
        Matcher result =
                Pattern.compile("BASH_JAVA_UTILS_EXEC_RESULT:(.*)")
                        .matcher(Files.readString(output));
        List<String> lines = result.results().map(found -> found.group(1)).toList();
        if (lines.size() != 2) {
            throw new AssertionError("Flink gave no memory options: " + Files.readString(output));
        }
        return lines;
    }

    private List<String> java(List<String> options, String mainClass) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(OPENS);
        command.addAll(List.of("-cp", classpath, mainClass));
        return command;
    }

    private ProcessBuilder process(List<String> command, Path output) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("FLINK_CONF_DIR", folder.resolve("conf").toString());
        return builder.redirectErrorStream(true).redirectOutput(output.toFile());
    }

    private void awaitSlots() {
        await().atMost(STARTS_WITHIN).until(this::slotsAreThere);
    }

    private boolean slotsAreThere() throws Exception {
        try {
            return rest("/overview").matches(".*\"slots-total\":[1-9].*");
        } catch (IOException notYet) {
            return false;
        }
    }

    private String config(int rpcPort) {
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

    private static List<String> words(String line) {
        return Arrays.stream(line.trim().split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
