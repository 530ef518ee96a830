package dev.candlewick.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Books of the exchange as a table, against the frames of the tape. */
class HyperliquidStreamsITCase {
    private static final Tape TAPE = Tape.recorded();
    private static final String NUMBER = "\"([0-9.e-]+)\"";
    private static final String LEVEL = "\\{\"px\":" + NUMBER + ",\"sz\":" + NUMBER;
    private static TableEnvironment tables;

    @BeforeAll
    static void environment() {
        tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
        tables.getConfig().set("parallelism.default", "1");
    }

    @Test
    void booksAreThoseOfTheTape() throws Exception {
        try (ExchangeSimulator exchange = playOnceSubscribed("l2Book")) {
            declare(
                    exchange,
                    "books",
                    "symbol STRING, book_time TIMESTAMP_LTZ(3),"
                            + " bid_prices ARRAY<DOUBLE NOT NULL>, bid_sizes ARRAY<DOUBLE NOT NULL>");

            assertAreFrames(
                    "SELECT symbol, book_time, bid_prices[1], bid_sizes[1] FROM books",
                    "\"l2Book\",\"data\":\\{\"coin\":\"([^\"]+)\",\"time\":(\\d+),\"levels\":\\[\\["
                            + LEVEL,
                    found -> cells(found, 3, 4));
        }
    }

    /** What a frame says, with some of its groups as numbers. */
    private static String cells(MatchResult found, int... numbers) {
        StringBuilder cells =
                new StringBuilder(
                        found.group(1)
                                + ","
                                + Instant.ofEpochMilli(Long.parseLong(found.group(2))));
        for (int number : numbers) {
            cells.append(',').append(Double.parseDouble(found.group(number)));
        }
        return cells.toString();
    }

    /** The recorder lost its connection at times: what it heard first after that is not played. */
    private static void assertAreFrames(
            String sql, String pattern, Function<MatchResult, String> row) throws Exception {
        Set<String> frames = frames(pattern, row);
        Set<String> rows = rows(sql);
        assertThat(rows.stream().filter(each -> !frames.contains(each))).isEmpty();
        assertThat(rows).hasSizeGreaterThan(frames.size() * 9 / 10);
    }

    private static Set<String> frames(String pattern, Function<MatchResult, String> row)
            throws Exception {
        ByteArrayOutputStream tape = new ByteArrayOutputStream();
        TAPE.write(tape);
        return Pattern.compile(pattern)
                .matcher(tape.toString(StandardCharsets.UTF_8))
                .results()
                .map(row)
                .collect(Collectors.toSet());
    }

    private static ExchangeSimulator playOnceSubscribed(String channel) throws Exception {
        return ExchangeSimulator.builder()
                .tape(TAPE)
                .maxSpeed()
                .startWhenSubscribed(channel, TAPE.coins().toArray(String[]::new))
                .build()
                .start();
    }

    private static void declare(ExchangeSimulator exchange, String stream, String columns) {
        String options =
                Map.of(
                                "connector",
                                "hyperliquid",
                                "stream",
                                stream,
                                "symbols",
                                String.join(";", TAPE.coins()),
                                "websocket-url",
                                exchange.url().toString(),
                                "end-reason",
                                "end of tape")
                        .entrySet()
                        .stream()
                        .map(option -> "'%s' = '%s'".formatted(option.getKey(), option.getValue()))
                        .collect(Collectors.joining(", "));
        tables.executeSql("CREATE TABLE %s (%s) WITH (%s)".formatted(stream, columns, options));
    }

    private static Set<String> rows(String sql) throws Exception {
        return Set.copyOf(TestingTables.rows(tables, sql));
    }
}
