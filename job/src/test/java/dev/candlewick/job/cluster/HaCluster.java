package dev.candlewick.job.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Flink cluster that survives the loss of any process: ZooKeeper, two job managers of which one
 * stands by, and task managers, each a process of its own. A task manager has a private folder
 * {@code /…/host}, which no other process sees, as if it were on another machine.
 */
final class HaCluster implements AutoCloseable {
    static final List<String> JOB_MANAGERS = List.of("jobmanager-1", "jobmanager-2");
    static final List<String> TASK_MANAGERS = List.of("taskmanager-1", "taskmanager-2");

    /** Nothing besides. */
    static final Variables PLAIN = process -> Map.of();

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final Variables variables;
    private final FlinkProcesses flink;
    private final Process zooKeeper;
    private final Map<String, Process> processes = new TreeMap<>();
    private final Map<String, Path> logs = new TreeMap<>();
    private final Map<String, Integer> restPorts = new TreeMap<>();
    private int started;

    /**
     * Starts everything and waits for the slots.
     *
     * @param storage where job managers keep what they hand to each other, and checkpoints
     * @param settings of Flink, besides
     * @param secrets variables of all processes
     * @param variables that a process is started with, besides
     */
    HaCluster(
            Path folder,
            String storage,
            Map<String, String> settings,
            Map<String, String> secrets,
            Variables variables)
            throws Exception {
        this.variables = variables;
        this.folder = Files.createDirectories(folder);
        int port = FlinkProcesses.freePort();
        StringBuilder config = new StringBuilder(config(storage, port));
        settings.forEach((key, value) -> config.append(key + ": " + value + "\n"));
        flink = new FlinkProcesses(folder, config.toString());
        secrets.forEach(flink::with);
        zooKeeper = flink.zooKeeper(port);
        try {
            for (String name : JOB_MANAGERS) {
                restPorts.put(name, FlinkProcesses.freePort());
                start(name);
            }
            for (String name : TASK_MANAGERS) {
                start(name);
            }
            await().atMost(PATIENCE).until(() -> rest().slots() == 2 * TASK_MANAGERS.size());
        } catch (Exception | Error failure) {
            close();
            throw failure;
        }
    }

    /** One that keeps everything in a folder that all of its processes see. */
    static HaCluster over(Path folder, Variables variables) throws Exception {
        String storage = folder.toUri().toString().replaceAll("/+$", "");
        return new HaCluster(folder.resolve("cluster"), storage, Map.of(), Map.of(), variables);
    }

    /** Where a task manager's private folder is, as it sees it. */
    Path host() {
        return folder.resolve("host");
    }

    /** The same, as the test sees it. */
    Path host(String taskManager) {
        return folder.resolve("hosts").resolve(taskManager);
    }

    ClusterRest rest() {
        return new ClusterRest(
                restPorts.entrySet().stream()
                        .filter(port -> isRunning(port.getKey()))
                        .map(Map.Entry::getValue)
                        .toList());
    }

    boolean isRunning(String name) {
        return processes.containsKey(name) && processes.get(name).isAlive();
    }

    /** Does nothing while it runs. */
    void start(String name) throws Exception {
        start(name, variables.of(name));
    }

    /** The same with these variables. */
    void start(String name, Map<String, String> environment) throws Exception {
        if (isRunning(name)) {
            return;
        }
        List<String> prefix =
                new ArrayList<>(JOB_MANAGERS.contains(name) ? List.of() : onItsOwnHost(name));
        prefix.add("env");
        environment.forEach((key, value) -> prefix.add(key + "=" + value));
        Path log = folder.resolve(name + "-" + started++ + ".log");
        logs.put(name, log);
        processes.put(
                name,
                JOB_MANAGERS.contains(name)
                        ? flink.jobManager(
                                log,
                                prefix,
                                "jobmanager.rpc.port=" + FlinkProcesses.freePort(),
                                "rest.port=" + restPorts.get(name))
                        : flink.taskManager(log, prefix, "taskmanager.resource-id=" + name));
    }

    /** What a process has logged since it was started last. */
    String log(String name) throws IOException {
        return Files.readString(logs.get(name));
    }

    /** Ends a process as kill -9 does. */
    void kill(String name) throws InterruptedException {
        processes.get(name).destroyForcibly().waitFor();
    }

    /** Sends a process a signal: STOP and CONT. */
    void signal(String name, String signal) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(processes.get(name).pid()))
                .start()
                .waitFor();
    }

    /** The job manager that was granted leadership last. */
    String leader() throws IOException {
        String leader = null;
        long granted = -1;
        for (String name : JOB_MANAGERS) {
            if (isRunning(name)) {
                long time = grantedAt(logs.get(name));
                if (time > granted) {
                    granted = time;
                    leader = name;
                }
            }
        }
        if (leader == null) {
            throw new IOException("no job manager is the leader");
        }
        return leader;
    }

    private static long grantedAt(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("was granted leadership"))
                    .map(line -> line.substring(0, 23).replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .max()
                    .orElse(-1);
        }
    }

    /** Runs Flink's command line and returns what it printed; fails when it does. */
    String flink(String... arguments) throws Exception {
        return flink.client(arguments);
    }

    private List<String> onItsOwnHost(String name) throws IOException {
        Files.createDirectories(host());
        Files.createDirectories(host(name));
        String mount = "mount --bind '%s' '%s' && exec \"$@\"".formatted(host(name), host());
        return List.of("unshare", "-m", "bash", "-c", mount, "host");
    }

    /** What a command prints on a task manager's host. */
    String runOn(String taskManager, String... command) throws Exception {
        List<String> all = new ArrayList<>(onItsOwnHost(taskManager));
        all.addAll(List.of(command));
        Path output = Files.createTempFile(folder, "command", ".txt");
        Process process =
                new ProcessBuilder(all)
                        .redirectOutput(output.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            return "";
        }
        return Files.readString(output);
    }

    private static String config(String storage, int zooKeeperPort) {
        return """
        high-availability.type: zookeeper
        high-availability.zookeeper.quorum: 127.0.0.1:%d
        high-availability.storageDir: %s/ha
        high-availability.cluster-id: /candlewick
        high-availability.zookeeper.client.session-timeout: 6 s
        high-availability.zookeeper.client.connection-timeout: 3 s
        heartbeat.interval: 1 s
        heartbeat.timeout: 6 s
        jobmanager.rpc.address: 127.0.0.1
        jobmanager.bind-host: 127.0.0.1
        jobmanager.memory.process.size: 1000m
        taskmanager.bind-host: 127.0.0.1
        taskmanager.host: 127.0.0.1
        taskmanager.memory.process.size: 1300m
        taskmanager.numberOfTaskSlots: 2
        rest.address: 127.0.0.1
        rest.bind-address: 127.0.0.1
        execution.checkpointing.dir: %s/checkpoints
        execution.checkpointing.savepoint-dir: %s/savepoints
        execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
        execution.checkpointing.tolerable-failed-checkpoints: 100
        restart-strategy.type: exponential-delay
        restart-strategy.exponential-delay.initial-backoff: 500 ms
        restart-strategy.exponential-delay.max-backoff: 2 s
        """
                .formatted(zooKeeperPort, storage, storage, storage);
    }

    @Override
    public void close() throws Exception {
        for (Process process : processes.values()) {
            process.destroyForcibly();
        }
        zooKeeper.destroyForcibly();
        for (Process process : processes.values()) {
            process.waitFor(20, TimeUnit.SECONDS);
        }
        zooKeeper.waitFor(20, TimeUnit.SECONDS);
    }

    /** Of the environment of a process, by its name. */
    @FunctionalInterface
    interface Variables {
        Map<String, String> of(String process) throws Exception;
    }
}
