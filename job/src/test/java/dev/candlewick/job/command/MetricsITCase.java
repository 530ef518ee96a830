package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running job registers is what the documents, the rules and the dashboard name. */
class MetricsITCase {

    private static final Path DOCUMENT = Path.of("../docs/metrics.md");
    private static final Path RULES = Path.of("../docker/monitoring/rules.yml");
    private static final Path DASHBOARD = Path.of("../docker/monitoring/grafana/candlewick.json");
    private static final String OPERATOR = "flink_taskmanager_job_task_operator_";
    private static final Pattern NAME = Pattern.compile("\\bflink_[A-Za-z0-9_]+");

    /** Of Flink's own operators, readers and sinks. */
    private static final Pattern OF_FLINK =
            Pattern.compile(
                    "(num(Records|Bytes|Splits|Watermarks|Late|Fired|Of).*|current(Input|Output|Emit|Fetch|Send).*"
                            + "|watermark.*|sourceIdleTime|pending(Records|Bytes|Committables)"
                            + "|(successful|already|failed|retried|total).*Committ.*|mailbox.*|coordinator_.*"
                            + "|split_watermark_.*|isClosed|.*(Latency|accumulated).*)");

    @TempDir private Path folder;

    @Test
    void everyMetricIsDocumentedAndEveryOneThatIsWatchedExists() throws Exception {
        Set<String> registered = registered();

        assertThat(ofOperators(registered)).isNotEmpty().isSubsetOf(documented(""));
    }

    private static Set<String> ofOperators(Set<String> names) {
        return names.stream()
                .filter(name -> name.startsWith(OPERATOR))
                .map(name -> name.substring(OPERATOR.length()))
                .filter(name -> !OF_FLINK.matcher(name).matches())
                .filter(name -> !isOfHistogram(name, names))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many values a histogram has is a series of its own. */
    private static boolean isOfHistogram(String name, Set<String> names) {
        return name.endsWith("_count")
                && names.contains(OPERATOR + name.substring(0, name.length() - "_count".length()));
    }

    /** What is documented of a live run, but for what the first end of a day brings. */
    private static Set<String> documentedOfLive() throws IOException {
        Set<String> names = documented("## Of `replay`");
        names.removeAll(
                Set.of(
                        "symbol_qualityScore",
                        "symbol_coverageRatio",
                        "channel_reason_refused",
                        "status_requestsAnswered"));
        return names;
    }

    /** The names in the first column, as Prometheus has them, up to a heading. */
    private static Set<String> documented(String end) throws IOException {
        String text = Files.readString(DOCUMENT);
        String until = end.isEmpty() ? text : text.substring(0, text.indexOf(end));
        return until.lines()
                .filter(line -> line.startsWith("| `"))
                .filter(line -> !line.contains(".yml") && !line.contains(".json"))
                .flatMap(
                        line ->
                                Pattern.compile("`([^`]+)`")
                                        .matcher(line.split("\\|")[1])
                                        .results()
                                        .map(match -> match.group(1)))
                .map(name -> name.replaceAll("[^A-Za-z0-9_]", "_"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> watched(Path file) throws IOException {
        return NAME.matcher(Files.readString(file))
                .results()
                .map(match -> match.group())
                .collect(Collectors.toSet());
    }

    /** Of a live run, as soon as everything that is watched or documented is there. */
    private Set<String> registered() throws Exception {
        int port = freePort();
        Path conf = Files.createDirectories(folder.resolve("conf"));
        String reporter =
                "metrics:\n  reporter:\n    prometheus:\n      factory.class:"
                        + " org.apache.flink.metrics.prometheus.PrometheusReporterFactory\n"
                        + "      port: "
                        + port
                        + "\n";
        Files.writeString(conf.resolve("config.yaml"), reporter);
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder().tape(Tape.recorded()).speed(60).stayOpen().build()) {
            exchange.start();
            TestingShell shell =
                    new TestingShell(Path.of("home")).with("FLINK_CONF_DIR", conf.toString());
            CompletableFuture<Integer> running =
                    CompletableFuture.supplyAsync(() -> shell.run(arguments(exchange)));
            Set<String> names = new TreeSet<>();
            await().atMost(Duration.ofMinutes(3))
                    .conditionEvaluationListener(
                            condition -> {
                                if (condition.getRemainingTimeInMS() < 1_000) {
                                    names.forEach(System.err::println);
                                }
                            })
                    .until(
                            () -> {
                                if (running.isDone()) {
                                    fail(shell.errorLines().toString());
                                }
                                names.addAll(scrape(port));
                                return names.containsAll(watched(RULES))
                                        && names.containsAll(watched(DASHBOARD))
                                        && ofOperators(names).containsAll(documentedOfLive());
                            });
            assertThatQueriesAreCounted(port);
            shell.stop();
            assertThat(running.get(90, TimeUnit.SECONDS)).isZero();
            return names;
        }
    }

    private static Set<String> scrape(int port) throws InterruptedException {
        return lines(port).stream()
                .filter(line -> line.startsWith("flink_"))
                .map(line -> line.split("[{ ]")[0])
                .collect(Collectors.toSet());
    }

    private static List<String> lines(int port) throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                            .build();
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** What {@code candlewick query} answers in another process. */
    private void assertThatQueriesAreCounted(int port) {
        TestingShell query = new TestingShell(Path.of("home"));
        String[] stores = {"hot-store.path=" + hotStore(), "lake.path=" + folder.resolve("lake")};
        assertThat(query.run("query", "SELECT 1", "--set", stores[0], "--set", stores[1])).isZero();
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                lines(port).stream()
                                        .anyMatch(
                                                line ->
                                                        line.startsWith(OPERATOR + "queries{")
                                                                && line.endsWith(" 1.0")));
    }

    private Path hotStore() {
        return folder.resolve("hot/candlewick.duckdb");
    }

    private String[] arguments(ExchangeSimulator exchange) {
        return new String[] {
            "live",
            "--set",
            "web-ui.port=0",
            "--set",
            "universe.symbols=BTC,ETH",
            "--set",
            "exchange.subscriptions=",
            "--set",
            "exchange.websocket-url=" + exchange.url(),
            "--set",
            "exchange.rest-url=" + exchange.restUrl(),
            "--set",
            "sentiment.url=" + exchange.sentimentUrl(),
            "--set",
            "exchange.journal=" + folder.resolve("journal"),
            "--set",
            "lake.path=" + folder.resolve("lake"),
            "--set",
            "lake.commit-interval=1 s",
            "--set",
            "hot-store.path=" + hotStore(),
            "--set",
            "checkpoints.path=" + folder.resolve("checkpoints")
        };
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
