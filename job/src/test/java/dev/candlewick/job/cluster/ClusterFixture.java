package dev.candlewick.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.candlewick.simulator.ExchangeSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A job on a cluster whose processes are lost, and how long it takes to be back. */
final class ClusterFixture {
    static final Duration PATIENCE = Duration.ofMinutes(3);

    /** What a live job does first; it runs on one task manager. */
    private static final String HOT_STORE = "hot";

    final HaCluster cluster;
    final RecoveryTimes times = new RecoveryTimes();
    private final List<String> settings;
    private final List<String> arguments;
    private String job;

    ClusterFixture(HaCluster cluster, List<String> settings) {
        this(cluster, settings, List.of());
    }

    /**
     * The same.
     *
     * @param arguments of {@code live}, besides
     */
    ClusterFixture(HaCluster cluster, List<String> settings, List<String> arguments) {
        this.cluster = cluster;
        this.settings = settings;
        this.arguments = arguments;
    }

    static List<String> settings(
            ExchangeSimulator exchange, HaCluster cluster, Path folder, String storage) {
        return List.of(
                "exchange.websocket-url=" + exchange.url(),
                "exchange.rest-url=" + exchange.restUrl(),
                "exchange.subscriptions=trades,bbo,l2Book",
                "exchange.journal=" + folder.resolve("journal"),
                "sentiment.enabled=off",
                "universe.symbols=BTC,ETH,SOL,WLFI",
                "bars.intervals=1m,5m",
                "lake.path=" + storage + "/lake",
                "lake.commit-interval=1 s",
                "hot-store.path=" + hotStore(cluster, folder),
                "checkpoints.path=" + storage + "/checkpoints");
    }

    /** Of a job that keeps its files in a folder, as its task manager sees it. */
    static Path hotStore(HaCluster cluster, Path folder) {
        return cluster.host().resolve(folder.getFileName()).resolve("hot/candlewick.duckdb");
    }

    /**
     * Submits the job's jar as a user does.
     *
     * @param options of {@code flink run}
     */
    void submit(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("run", "-d"));
        command.addAll(List.of(options));
        command.addAll(List.of(FlinkProcesses.JOB_JAR.toString(), "live"));
        command.addAll(arguments);
        settings.forEach(setting -> command.addAll(List.of("--set", setting)));
        String output = cluster.flink(command.toArray(String[]::new));
        Matcher id = Pattern.compile("JobID ([0-9a-f]{32})").matcher(output);
        assertThat(id.find()).as(output).isTrue();
        job = id.group(1);
        await().atMost(PATIENCE).until(() -> cluster.rest().runsSince(job, 0));
    }

    /** Stops with a savepoint, and returns where it is. */
    String stop() throws Exception {
        String output = cluster.flink("stop", job);
        Matcher path = Pattern.compile("Path: (\\S+)").matcher(output);
        assertThat(path.find()).as(output).isTrue();
        return path.group(1);
    }

    /** The task manager with the hot store. */
    String hostOfHotStore() {
        return hostsOf(HOT_STORE).iterator().next();
    }

    /** The task managers that run tasks whose name contains a text. */
    Set<String> hostsOf(String task) {
        return cluster.rest().hostsOf(job, task);
    }

    /** The number of the last one that is complete; -1 while no job manager answers. */
    long lastCheckpoint() {
        return cluster.rest().lastCheckpoint(job);
    }

    /** Awaits so many checkpoints more, so that what was lost is committed again. */
    void awaitCheckpoints(int count) {
        long goal = cluster.rest().checkpoints(job) + count;
        await().atMost(PATIENCE).until(() -> cluster.rest().checkpoints(job) >= goal);
    }

    /** Kills processes at one moment, and starts them again once the job is back without them. */
    void lose(String what, String... names) throws Exception {
        long killed = System.currentTimeMillis();
        long started = System.nanoTime();
        for (String name : names) {
            cluster.kill(name);
        }
        awaitRunsSince(killed);
        times.add(what, Duration.ofNanos(System.nanoTime() - started));
        for (String name : names) {
            cluster.start(name);
        }
        await().atMost(PATIENCE).until(() -> cluster.rest().slots() == 4);
        awaitCheckpoints(2);
    }

    void awaitRunsSince(long epochMillis) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> cluster.rest().runsSince(job, epochMillis));
    }

    /** What {@code candlewick verify} says of a lake; it ends with 0. */
    static void verify(Path folder, List<String> more) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                FlinkProcesses.DISTRIBUTION.resolve("bin/candlewick").toString(),
                                "verify"));
        more.forEach(setting -> command.addAll(List.of("--set", setting)));
        Path output = folder.resolve("verify.txt");
        Process verify =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        assertThat(verify.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(verify.exitValue()).as(Files.readString(output)).isZero();
    }
}
