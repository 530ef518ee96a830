package dev.candlewick.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.junit.jupiter.api.Test;

/** The sentiment index as a table, against the answer of the index itself. */
class FearGreedConnectorITCase {

    private static final Pattern READING =
            Pattern.compile("\"value\":\"(\\d+)\"[^}]*?\"timestamp\":\"(\\d+)\"");

    private final TableEnvironment tables =
            TableEnvironment.create(EnvironmentSettings.inStreamingMode());

    @Test
    void everyReadingIsARowWithItsMeaning() throws Exception {
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder().tape(Tape.recorded()).build().start()) {
            declare("'url' = '%s', 'bounded' = 'true'".formatted(exchange.sentimentUrl()));

            assertThat(
                            TestingTables.rows(
                                    tables,
                                    "SELECT reading_date, `value`, regime, signal FROM readings"))
                    .containsExactlyElementsOf(published(exchange.sentimentUrl()));
            assertThat(
                            TestingTables.rows(
                                    tables,
                                    "SELECT COUNT(*) FROM readings WHERE known_at < first_seen_at"
                                            + " AND run_id = 'flink-sql'"))
                    .last()
                    .isEqualTo(Integer.toString(published(exchange.sentimentUrl()).size()));
        }
    }

    @Test
    void whatIsNoAddressIsRefused() {
        declare("'url' = 'nowhere'");

        assertThatThrownBy(() -> tables.executeSql("SELECT * FROM readings"))
                .hasStackTraceContaining("'url': ");
    }

    private void declare(String options) {
        tables.executeSql(
                """
                CREATE TABLE readings (
                    reading_date DATE, `value` INT, regime STRING, signal STRING,
                    first_seen_at TIMESTAMP_LTZ(3), known_at TIMESTAMP_LTZ(3), run_id STRING
                ) WITH ('connector' = 'fear-greed', %s)
                """
                        .formatted(options));
    }

    /** The oldest first, with regime and signal by the bounds of the data dictionary. */
    private static List<String> published(URI index) throws Exception {
        String answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(index + "?limit=0")).build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
        List<String> rows = new ArrayList<>();
        Matcher reading = READING.matcher(answer);
        while (reading.find()) {
            Instant day = Instant.ofEpochSecond(Long.parseLong(reading.group(2)));
            int value = Integer.parseInt(reading.group(1));
            rows.add(
                    0,
                    LocalDate.ofInstant(day, ZoneOffset.UTC) + "," + value + "," + meaning(value));
        }
        return rows;
    }

    private static String meaning(int value) {
        if (value <= 25) {
            return "extreme_fear,strong_buy";
        }
        if (value <= 45) {
            return "fear,weak_buy";
        }
        if (value < 55) {
            return "neutral,hold";
        }
        return value <= 75 ? "greed,weak_sell" : "extreme_greed,strong_sell";
    }
}
