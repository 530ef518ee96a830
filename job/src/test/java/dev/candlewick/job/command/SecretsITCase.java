package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.candlewick.job.settings.SettingKey;
import dev.candlewick.job.settings.SettingKeys;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.InfoFault;
import dev.candlewick.simulator.Script;
import dev.candlewick.simulator.SentimentFault;
import dev.candlewick.simulator.Tape;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret that is planted wherever one may stand is nowhere to be read. */
class SecretsITCase {

    private static final String FLINK = "org.apache.flink";
    private static final String SECRET = "pLanted5ecret";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern PORT = Pattern.compile("Flink web UI: http://[^:]+:(\\d+)");
    private final Logger root = (Logger) LogManager.getRootLogger();

    private final KeptLog log = new KeptLog();
    private final WebPages web = new WebPages();
    @TempDir private Path folder;

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
        Configurator.setLevel(FLINK, Level.INFO);
        LoggerConfig ofFlink = root.getContext().getConfiguration().getLoggerConfig(FLINK);
        ofFlink.setAdditive(false); // the console of a build need not show it
        ofFlink.addAppender(log, null, null);
        root.getContext().updateLoggers();
    }

    @AfterEach
    void stopListening() {
        root.removeAppender(log);
        Configurator.reconfigure();
    }

    @Test
    void noSecretOfARunningJobIsInItsLogItsWebUiItsMetricsOrItsFiles() throws Exception {
        int metrics = freePort();
        Script script =
                Script.builder()
                        .atStart(InfoFault.badGateway(2))
                        .atStart(SentimentFault.badGateway(2))
                        .build();
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder()
                        .tape(Tape.recorded())
                        .speed(60)
                        .script(script)
                        .stayOpen()
                        .build()) {
            exchange.start();
            TestingShell shell =
                    new TestingShell(Path.of("home"))
                            .with("FLINK_CONF_DIR", configuration(metrics).toString())
                            .with("PLANTED", SECRET);
            String[] arguments = arguments(exchange, settings(exchange));
            CompletableFuture<Integer> running =
                    CompletableFuture.supplyAsync(() -> shell.run(arguments));
            await().atMost(PATIENCE)
                    .until(() -> running.isDone() || exchange.counters().tradesSent() > 100);
            assertThat(running).as(() -> shell.errorLines().toString()).isNotDone();
            Matcher port = PORT.matcher(String.join("\n", shell.errorLines()));
            assertThat(port.find()).isTrue();

            Map<String, String> pages = web.all("http://127.0.0.1:" + port.group(1));
            assertThat(pages).as("pages of the web UI and answers of REST").hasSizeGreaterThan(30);
            assertThat(pages.values()).noneMatch(page -> page.contains(SECRET));
            assertThat(web.get("http://127.0.0.1:" + metrics + "/metrics"))
                    .contains("flink_taskmanager")
                    .doesNotContain(SECRET);

            shell.stop();
            assertThat(running.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isZero();
            assertThat(String.join("\n", shell.errorLines()) + shell.out()).doesNotContain(SECRET);
        }
        assertThat(log.lines()).hasSizeGreaterThan(20).noneMatch(line -> line.contains(SECRET));
        assertNoFileHolds("lake", "hot", "journal");
    }

    @Test
    void noCommandPrintsASecretOfAnySettingRightOrWrong() {
        List<String> shown = new ArrayList<>();
        for (SettingKey<?> key : SettingKeys.all()) {
            for (String value :
                    List.of(
                            "https://me:" + SECRET + "@example.com/?token=" + SECRET,
                            "s3://key:" + SECRET + "@bucket/path",
                            "${env:PLANTED}")) {
                for (String[] command :
                        new String[][] {{"config"}, {"config", "--check"}, {"live"}}) {
                    if (command[0].equals("live") && isFine(key, value)) {
                        continue; // it would run
                    }
                    TestingShell shell = new TestingShell(Path.of("home")).with("PLANTED", SECRET);
                    List<String> arguments = new ArrayList<>(List.of(command));
                    arguments.addAll(List.of("--set", key.name() + "=" + value));
                    shell.run(arguments.toArray(String[]::new));
                    if ((shell.out() + shell.errorLines()).contains(SECRET)) {
                        shown.add(key.name() + " = " + value);
                    }
                }
            }
        }
        assertThat(shown)
                .as("the path of a file is no secret")
                .allMatch(setting -> setting.equals("universe.file = ${env:PLANTED}"));
        assertThat(log.lines()).noneMatch(line -> line.contains(SECRET));
    }

    private static boolean isFine(SettingKey<?> key, String value) {
        TestingShell shell = new TestingShell(Path.of("home")).with("PLANTED", SECRET);
        return shell.run("config", "--set", key.name() + "=" + value) == 0;
    }

    private void assertNoFileHolds(String... folders) throws IOException {
        byte[] secret = SECRET.getBytes(StandardCharsets.ISO_8859_1);
        for (String name : folders) {
            try (Stream<Path> files = Files.walk(folder.resolve(name))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String bytes =
                            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                    assertThat(bytes.contains(new String(secret, StandardCharsets.ISO_8859_1)))
                            .as(file.toString())
                            .isFalse();
                }
            }
        }
    }

    private Path configuration(int metrics) throws IOException {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(
                conf.resolve("config.yaml"),
                """
                metrics:
                  reporter:
                    prometheus:
                      factory.class: org.apache.flink.metrics.prometheus.PrometheusReporterFactory
                      port: %d
                s3:
                  access-key: public
                  secret-key: %2$s
                security.ssl.rest.key-password: %2$s
                security.ssl.rest.keystore-password: %2$s
                """
                        .formatted(metrics, SECRET));
        return conf;
    }

    private Path settings(ExchangeSimulator exchange) throws IOException {
        Path secret = Files.writeString(folder.resolve("token"), SECRET + "\n");
        return Files.writeString(
                folder.resolve("settings.yaml"),
                """
                web-ui.port: 0
                universe.symbols: [BTC, ETH, SOL, WLFI]
                exchange.subscriptions: []
                exchange.rest-url: %1$s
                exchange.websocket-url: %2$s
                sentiment.url: %3$s?token=${file:%4$s}
                exchange.journal: %5$s/journal
                lake.path: %5$s/lake
                lake.commit-interval: 1 s
                hot-store.path: %5$s/hot/candlewick.duckdb
                checkpoints.path: %5$s/checkpoints
                log.level: debug
                """
                        .formatted(
                                withUser(exchange.restUrl(), "${env:PLANTED}"),
                                withUser(exchange.url(), SECRET),
                                withUser(exchange.sentimentUrl(), SECRET),
                                secret,
                                folder));
    }

    private static String withUser(URI address, String password) {
        return address.toString().replace("://", "://me:" + password + "@");
    }

    private static String[] arguments(ExchangeSimulator exchange, Path settings) {
        assertThat(exchange.url().getHost()).isEqualTo("127.0.0.1");
        return new String[] {"live", "--config", settings.toString()};
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
