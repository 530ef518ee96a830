package dev.candlewick.job.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code live} as a process of its own under an even load, and a reader beside it that looks at the
 * published file again and again: how long each trade takes until the reader counts it, what is
 * lost, and what the process takes of the machine. The load begins as soon as the process has
 * subscribed; what was sent while it still compiles most of its code has a row of its own.
 */
final class LiveBenchmark {

    private static final long LOOK_NANOS = 20_000_000;
    private static final long PATIENCE_NANOS = 300_000_000_000L;

    private static final int WARM_AFTER_SECONDS = 30;

    /** A published file is replaced now and then. */
    private static final long KEEP_NANOS = 2_000_000_000L;

    private static final String LATENCIES =
            "| frames/s | of trades | sent in seconds | trades | p50 ms | p99 ms | most ms |\n"
                    + "|---|---|---|---|---|---|---|";
    private static final String USE =
            "| frames/s | s | trades | lost | late s | CPU s | disk MB/s | peak MB |\n"
                    + "|---|---|---|---|---|---|---|---|";

    private final Path distribution;
    private final Path stores;
    private final int seconds;
    private final int framesPerSecond;
    private final int percentOfTrades;
    private final List<String> more;
    private final long[] seen = new long[LoadFrames.COINS];
    private final NavigableMap<Integer, LiveLoad.Latencies> latencies =
            new TreeMap<>(
                    Map.of(
                            0,
                            new LiveLoad.Latencies(),
                            WARM_AFTER_SECONDS,
                            new LiveLoad.Latencies()));
    private Connection connection;
    private long connectedAt;

    private LiveBenchmark(String[] arguments) {
        distribution = Path.of(arguments[0]).toAbsolutePath();
        stores = Path.of(arguments[1]).toAbsolutePath().resolve("live");
        seconds = WARM_AFTER_SECONDS + Integer.parseInt(arguments[3]);
        framesPerSecond = Integer.parseInt(arguments[4]);
        percentOfTrades = Integer.parseInt(arguments[5]);
        more = List.of(arguments).subList(6, arguments.length);
    }

    /**
     * Measures and prints.
     *
     * @param arguments the built distribution, a folder, a pattern that is found in {@code live} if
     *     it is wanted, seconds after the first ones, frames a second, how many of a hundred are of
     *     trades, and settings as {@code key=value}
     */
    public static void main(String[] arguments) throws Exception {
        if (new Wanted(arguments[2]).includes("live")) {
            new LiveBenchmark(arguments).run();
        }
    }

    private void run() throws Exception {
        Stores.empty(stores);
        Files.createDirectories(stores);
        Path log = stores.resolve("live.log");
        try (LoadExchange exchange = new LoadExchange()) {
            LiveLoad load =
                    new LiveLoad(
                            exchange, new LoadFrames(percentOfTrades), framesPerSecond, seconds);
            Process live =
                    new ProcessBuilder(command(exchange))
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            try {
                await(live, exchange, log);
                Instant start = Instant.now();
                look(load, start); // so that the reader is not what starts
                ProcessUse before = ProcessUse.of(live.pid());
                CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(load));
                watch(load, sending, start);
                sending.get();
                ProcessUse used = ProcessUse.of(live.pid()).since(before);
                print(load, used, LatencyMetrics.of(log));
            } finally {
                live.destroy();
                if (!live.waitFor(60, TimeUnit.SECONDS)) {
                    live.destroyForcibly();
                }
            }
        }
    }

    private static void send(LiveLoad load) {
        try {
            load.send();
        } catch (IOException e) {
            throw new IllegalStateException("the load ended early", e);
        }
    }

    private List<String> command(LoadExchange exchange) {
        List<String> command =
                new ArrayList<>(List.of(distribution.resolve("bin/candlewick").toString(), "live"));
        String coins =
                IntStream.range(0, LoadFrames.COINS)
                        .mapToObj(LoadFrames::coin)
                        .collect(Collectors.joining(","));
        List<String> settings = new ArrayList<>();
        settings.add("universe.symbols=" + coins);
        settings.add("exchange.websocket-url=" + exchange.url());
        // Nothing is there: what asks it waits.
        settings.add("exchange.rest-url=http://127.0.0.1:1");
        settings.add("exchange.journal=" + stores.resolve("journal"));
        settings.add("sentiment.enabled=off");
        settings.add("web-ui.port=0");
        settings.add("lake.path=" + stores.resolve("lake"));
        settings.add("hot-store.path=" + hotStore());
        settings.add("checkpoints.path=" + stores.resolve("checkpoints"));
        settings.addAll(more);
        settings.forEach(setting -> command.addAll(List.of("--set", setting)));
        return command;
    }

    private Path hotStore() {
        return stores.resolve("hot/candlewick.duckdb");
    }

    private void await(Process live, LoadExchange exchange, Path log) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (exchange.subscribed() < LoadFrames.COINS || !Files.exists(hotStore())) {
            if (!live.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("live does not begin: see " + log);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Looks until everything is there, or for ten seconds after the end. */
    private void watch(LiveLoad load, CompletableFuture<Void> sending, Instant start)
            throws SQLException {
        long deadline = Long.MAX_VALUE;
        while (System.nanoTime() < deadline && !(load.ended() && seenTrades() == load.trades())) {
            look(load, start);
            LockSupport.parkNanos(LOOK_NANOS);
            if (sending.isDone() && deadline == Long.MAX_VALUE) {
                deadline = System.nanoTime() + 10_000_000_000L;
            }
        }
        connection.close();
    }

    private long seenTrades() {
        return latencies.values().stream().mapToLong(LiveLoad.Latencies::count).sum();
    }

    private void look(LiveLoad load, Instant start) throws SQLException {
        if (connection == null || System.nanoTime() - connectedAt > KEEP_NANOS) {
            connect();
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT symbol[2:]::INTEGER, sum(trade_count)::BIGINT FROM bars"
                                        + " WHERE bar_interval = '1m' AND open_time >= '"
                                        + start.minusSeconds(60)
                                        + "' GROUP BY 1")) {
            long now = System.nanoTime();
            while (rows.next()) {
                int coin = rows.getInt(1);
                long count = rows.getLong(2);
                load.measure(coin, seen[coin], count, now, latencies);
                seen[coin] = Math.max(seen[coin], count);
            }
        }
    }

    private void connect() throws SQLException {
        if (connection != null) {
            connection.close();
        }
        Properties properties = new Properties();
        properties.setProperty("duckdb.read_only", "true");
        properties.setProperty("threads", "1");
        connection = DriverManager.getConnection("jdbc:duckdb:" + hotStore(), properties);
        connectedAt = System.nanoTime();
    }

    private void print(LiveLoad load, ProcessUse used, SortedSet<String> internals) {
        System.out.println(LATENCIES);
        latencies.forEach(this::print);
        System.out.println(USE);
        System.out.printf(
                Locale.ROOT,
                "| %,d | %d | %,d | %d | %.1f | %.1f | %.1f | %d |%n",
                framesPerSecond,
                seconds,
                load.trades(),
                load.trades() - seenTrades(),
                load.worstDelaySeconds(),
                used.cpuSeconds(),
                used.writtenMegabytes() / seconds,
                used.peakMegabytes());
        internals.forEach(System.out::println);
    }

    private void print(int sentAfter, LiveLoad.Latencies times) {
        Integer next = latencies.higherKey(sentAfter);
        System.out.printf(
                Locale.ROOT,
                "| %,d | %d %% | %d to %d | %,d | %d | %d | %d |%n",
                framesPerSecond,
                percentOfTrades,
                sentAfter,
                next == null ? seconds : next,
                times.count(),
                times.percentile(50),
                times.percentile(99),
                times.most());
    }
}
