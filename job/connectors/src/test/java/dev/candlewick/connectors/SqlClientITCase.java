package dev.candlewick.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Flink's own SQL client, of jars from Maven Central, as the documentation starts it. */
@EnabledIfSystemProperty(named = "candlewick.sql-client", matches = ".+")
class SqlClientITCase {

    @TempDir private Path folder;

    @Test
    @Timeout(150)
    void printsTradesOfTheExchangeAndBarsOfTheLake() throws Exception {
        TestingLake lake = new TestingLake(folder.resolve("lake"));
        lake.addBars("bars-1.parquet", "KNOWN", "2026-01-05 00:00:00Z", 3);
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder()
                        .tape(Tape.recorded())
                        .maxSpeed()
                        .startWhenSubscribed("trades", "BTC")
                        .build()
                        .start()) {
            String printed = run(script(exchange, lake));

            assertThat(printed).containsPattern("\\+I \\|\\s+BTC \\|\\s+109\\d{3}\\.0 \\|");
            assertThat(printed).containsPattern("KNOWN \\|\\s+3\\.0 \\|");
        }
    }

    private Path script(ExchangeSimulator exchange, TestingLake lake) throws Exception {
        return Files.writeString(
                folder.resolve("script.sql"),
                """
                SET 'sql-client.execution.result-mode' = 'tableau';
                CREATE TABLE live (symbol STRING, price DOUBLE) WITH (
                    'connector' = 'hyperliquid', 'websocket-url' = '%s', 'symbols' = 'BTC',
                    'end-reason' = 'end of tape');
                SELECT symbol, price FROM live;
                CREATE CATALOG candlewick WITH ('type' = 'candlewick', 'path' = '%s');
                SET 'execution.runtime-mode' = 'batch';
                SELECT symbol, `close` FROM candlewick.lake.bars;
                """
                        .formatted(exchange.url(), lake.path()));
    }

    private String run(Path script) throws Exception {
        Path output = folder.resolve("output");
        Files.writeString(folder.resolve("config.yaml"), "parallelism.default: 1\n");
        ProcessBuilder client =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("candlewick.sql-client") + "/*",
                        "org.apache.flink.table.client.SqlClient",
                        "embedded",
                        "-D",
                        "execution.target=local",
                        "-f",
                        script.toString());
        client.environment().put("FLINK_CONF_DIR", folder.toString());
        client.redirectErrorStream(true).redirectOutput(output.toFile());
        Process process = client.start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        String printed = Files.readString(output);
        assertThat(List.of(process.exitValue())).as(printed).containsExactly(0);
        return printed;
    }
}
