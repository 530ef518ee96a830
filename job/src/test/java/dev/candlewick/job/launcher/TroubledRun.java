package dev.candlewick.job.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.job.faults.JournalledTrades;
import dev.candlewick.job.faults.SmallDisk;
import dev.candlewick.simulator.ExchangeSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** {@code live}, started again whenever it ends, as a service manager does it, in its places. */
final class TroubledRun implements AutoCloseable {

    /** Code that is optimised only when all is over costs half of the processor's time. */
    private static final Map<String, String> SHORT_LIVED =
            Map.of("CANDLEWICK_JAVA_OPTS", "-XX:TieredStopAtLevel=1");

    private static final String HOT_STORE = "data/hot/candlewick.duckdb";
    private static final long PAUSE_NANOS = 2_000_000_000L;

    private final Path folder;
    private final Random random;
    private final Path settings;
    private final Map<String, SmallDisk> disks = new HashMap<>();
    private final List<RunningCandlewick> runs = new ArrayList<>();
    private final Set<String> received = new TreeSet<>();
    private boolean endIsWanted;
    private RunningCandlewick frozen;
    private long startAt;

    TroubledRun(Path folder, ExchangeSimulator exchange, Random random) throws IOException {
        this.folder = folder;
        this.random = random;
        this.settings =
                Files.writeString(
                        folder.resolve("settings.yaml"),
                        """
                        web-ui.port: 0
                        universe.symbols: [BTC, ETH, SOL, WLFI]
                        exchange.websocket-url: %s
                        exchange.rest-url: %s
                        exchange.subscriptions: []
                        sentiment.enabled: off
                        bars.intervals: [1m]
                        lake.commit-interval: 2 s
                        hot-store.path: %s
                        """
                                .formatted(exchange.url(), exchange.restUrl(), HOT_STORE));
    }

    /** The disk of a place, from the first call on one of its own. */
    SmallDisk disk(String place) throws Exception {
        SmallDisk disk = disks.get(place);
        if (disk == null) {
            disk = SmallDisk.mount(folder.resolve("data").resolve(place), 64);
            disks.put(place, disk);
        }
        return disk;
    }

    /** Starts it, or starts it again after a pause, unless it runs. */
    void keepUp() throws Exception {
        if (!runs.isEmpty() && live().isRunning()) {
            return;
        }
        if (startAt == 0 && !runs.isEmpty() && !endIsWanted) {
            assertThat(live().exitCode(TroubledRunsITCase.PATIENCE))
                    .as("what a service manager starts again:%n%s", output())
                    .isEqualTo(1);
            startAt = System.nanoTime() + PAUSE_NANOS;
        }
        if (System.nanoTime() >= startAt) {
            startAgain();
        }
    }

    void startAgain() throws IOException {
        startAt = 0;
        endIsWanted = false;
        runs.add(run("live"));
    }

    void kill() throws Exception {
        endIsWanted = true;
        live().kill();
        received.addAll(JournalledTrades.in(folder.resolve("data/journal")));
    }

    void stop() {
        endIsWanted = true;
        live().askToStop();
    }

    void freeze() throws Exception {
        frozen = live();
        signal("-STOP", frozen);
    }

    void thaw() throws Exception {
        signal("-CONT", frozen);
    }

    void removeHotStore() throws IOException {
        Files.deleteIfExists(hotStore());
    }

    /** The file that readers open. */
    Path hotStore() {
        return folder.resolve(HOT_STORE);
    }

    /** Leaves the newest one alone where it is the only one. */
    void killAndDamage() throws Exception {
        kill();
        List<Path> checkpoints = checkpoints();
        if (checkpoints.size() > 1) {
            Path newest = checkpoints.get(checkpoints.size() - 1);
            List<Path> files = files(newest, "");
            damage(files.get(random.nextInt(files.size())));
        }
    }

    private void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        switch (random.nextInt(4)) {
            case 0 -> Files.delete(file);
            case 1 -> Files.write(file, new byte[0]);
            case 2 -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
            default -> {
                bytes[random.nextInt(bytes.length)] ^= 0x55;
                Files.write(file, bytes);
            }
        }
    }

    /** The oldest first. */
    List<Path> checkpoints() throws IOException {
        return files(folder.resolve("data/checkpoints"), "_metadata").stream()
                .sorted(Comparator.comparingLong(file -> file.toFile().lastModified()))
                .map(Path::getParent)
                .toList();
    }

    static List<Path> files(Path below, String suffix) throws IOException {
        if (!Files.exists(below)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    /** What was in the journal of a run when it was killed. */
    Set<String> received() {
        return received;
    }

    RunningCandlewick live() {
        return runs.get(runs.size() - 1);
    }

    /** Another command on the same places. */
    RunningCandlewick run(String command) throws IOException {
        return RunningCandlewick.start(
                folder, SHORT_LIVED, command, "--config", settings.toString());
    }

    int starts() {
        return runs.size();
    }

    /** All that was printed by all that were started. */
    String output() throws IOException {
        StringBuilder output = new StringBuilder();
        for (RunningCandlewick run : runs) {
            output.append(run.output()).append('\n');
        }
        return output.toString();
    }

    private static void signal(String signal, RunningCandlewick to) throws Exception {
        new ProcessBuilder("kill", signal, Long.toString(to.pid())).start().waitFor();
    }

    @Override
    public void close() throws Exception {
        runs.forEach(RunningCandlewick::close);
        for (SmallDisk disk : disks.values()) {
            disk.close();
        }
    }
}
