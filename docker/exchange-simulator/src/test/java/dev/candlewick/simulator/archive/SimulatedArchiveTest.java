package dev.candlewick.simulator.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.candlewick.simulator.Frames;
import dev.candlewick.simulator.Tape;
import dev.candlewick.simulator.TapeTrade;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects, names and lines as the exchange's archive has them. */
class SimulatedArchiveTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOUR_9 = "node_fills_by_block/hourly/20250904/9.lz4";
    private static final String HOUR_10 = "node_fills_by_block/hourly/20250904/10.lz4";
    private static final Instant NINE = Instant.parse("2025-09-04T09:59:58Z");

    @TempDir private Path folder;

    @Test
    void hoursAreCutByWhenTheyWereProcessedAndHaveNoLeadingZero() throws Exception {
        assertThat(SimulatedArchive.of(TAPE).writeTo(folder))
                .containsExactly(
                        "asset_ctxs/20250904.csv.lz4",
                        "market_data/20250904/10/l2Book/BTC.lz4",
                        HOUR_10,
                        HOUR_9);

        JsonNode first = JSON.readTree(lines(HOUR_10).get(0));
        assertThat(first.path("block_time").asText()).startsWith("2025-09-04T09:59:59.999");
        assertThat(first.path("local_time").asText()).startsWith("2025-09-04T10:00:00.");
    }

    @Test
    void aTradeIsAPairOfFillsOfWhichTheAggressorCrossed() throws Exception {
        SimulatedArchive.of(TAPE).writeTo(folder);

        JsonNode block = JSON.readTree(lines(HOUR_9).get(0));
        List<String> fills = new ArrayList<>();
        for (JsonNode event : block.path("events")) {
            JsonNode fill = event.path(1);
            fills.add(
                    "%s %s %s %s %s"
                            .formatted(
                                    fill.path("coin").asText(),
                                    fill.path("side").asText(),
                                    fill.path("crossed").asText(),
                                    fill.path("tid").asText(),
                                    fill.path("dir").asText()));
            assertThat(event.path(0).asText()).matches("0x[0-9a-f]{40}");
        }
        assertThat(fills)
                .containsExactly(
                        "BTC A true 0 Spot Dust Conversion",
                        "ETH A true 0 Spot Dust Conversion",
                        "BTC A false 11 Open Short",
                        "BTC B true 11 Open Long",
                        "BTC B true 12 Open Long",
                        "BTC A false 12 Open Short");
    }

    @Test
    void tradesOfOneOrderShareHashAndTakerButHaveNoIds() throws Exception {
        SimulatedArchive.of(TAPE).generation(Generation.NODE_TRADES).writeTo(folder);

        List<String> lines = lines("node_trades/hourly/20250904/9.lz4");
        JsonNode one = JSON.readTree(lines.get(0));
        JsonNode two = JSON.readTree(lines.get(1));
        assertThat(one.has("tid")).isFalse();
        assertThat(one.path("time").asText()).hasSize("2025-04-01T00:00:00.123456789".length());
        assertThat(one.path("hash")).isEqualTo(two.path("hash"));
        assertThat(one.path("side_info").path(0)).isEqualTo(two.path("side_info").path(0));
        assertThat(one.path("side_info").path(1)).isNotEqualTo(two.path("side_info").path(1));
    }

    @Test
    void fillsAreALineEachWithBlanks() throws Exception {
        SimulatedArchive.of(TAPE).generation(Generation.NODE_FILLS).writeTo(folder);

        String line = lines("node_fills/hourly/20250904/9.lz4").get(2);
        assertThat(line).contains("\"coin\": \"BTC\", \"px\": \"100.0\", \"sz\": \"0.5\"");
        assertThat(JSON.readTree(line).path(1).path("time").asLong())
                .isEqualTo(NINE.toEpochMilli());
    }

    @Test
    void booksAreWrappedWithTheTimeTheyWereReceived() throws Exception {
        SimulatedArchive.of(TAPE).writeTo(folder);

        JsonNode book = JSON.readTree(lines("market_data/20250904/10/l2Book/BTC.lz4").get(0));
        assertThat(book.path("time").asText()).isEqualTo("2025-09-04T10:00:00.000000007");
        assertThat(book.path("raw").path("data").path("time").asLong())
                .as("of the hour before")
                .isEqualTo(NINE.plusSeconds(1).toEpochMilli());
    }

    @Test
    void aContextIsARowForEachCoinAndMinute() throws Exception {
        SimulatedArchive.of(TAPE).writeTo(folder);

        assertThat(lines("asset_ctxs/20250904.csv.lz4"))
                .containsExactly(
                        ContextRows.HEADER,
                        "2025-09-04T10:00:00Z,BTC,0.0000125,10000.0,100.0,151.50,0.0003,"
                                + "102.0,102.0,102.0,102.0,102.0",
                        "2025-09-04T10:00:00Z,ETH,0.0000125,10000.0,20.0,20.00,0.0003,"
                                + "20.0,20.0,20.0,20.0,20.0");
    }

    @Test
    void faultsAreInTheObjectsTheyWereMeantFor() throws Exception {
        Path whole = folder.resolve("whole");
        Path faulty = folder.resolve("faulty");
        SimulatedArchive.of(TAPE).writeTo(whole);
        SimulatedArchive.of(TAPE)
                .omit("asset_ctxs/20250904.csv.lz4")
                .truncate(HOUR_9)
                .flipByte(HOUR_10)
                .writeTo(faulty);

        assertThat(faulty.resolve("asset_ctxs/20250904.csv.lz4")).doesNotExist();
        assertThat(faulty.resolve(HOUR_9)).hasSize(Files.size(whole.resolve(HOUR_9)) / 2);
        assertThat(Files.mismatch(whole.resolve(HOUR_10), faulty.resolve(HOUR_10)))
                .isEqualTo(Files.size(whole.resolve(HOUR_10)) / 2);
        assertThatThrownBy(() -> SimulatedArchive.of(TAPE).omit("typo.lz4").writeTo(folder))
                .hasMessageStartingWith("no object typo.lz4 in this archive");
    }

    @Test
    void linkedBlocksAreRefusedByReadersOfIndependentOnes() throws Exception {
        SimulatedArchive.of(TAPE).linkedBlocks().writeTo(folder);

        assertThatThrownBy(() -> lines(HOUR_9))
                .isInstanceOf(IOException.class)
                .hasRootCauseMessage(
                        "Dependent block stream is unsupported (BLOCK_INDEPENDENCE must be set)");
    }

    private List<String> lines(String object) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(object));
                LZ4FrameInputStream frame = new LZ4FrameInputStream(in)) {
            return new String(frame.readAllBytes(), UTF_8).lines().toList();
        }
    }

    private static final Tape TAPE =
            Tape.builder()
                    .trades(
                            NINE,
                            trade("BTC", "100.0", "0.5", 0, 11),
                            trade("BTC", "101.0", "0.5", 0, 12))
                    .trades(NINE.plusSeconds(1), trade("ETH", "20.0", "1.0", 500, 13))
                    .trades(NINE.plusSeconds(2), trade("BTC", "102.0", "0.5", 1_999, 14))
                    .trades(NINE.plusSeconds(3), trade("BTC", "103.0", "0.5", 2_500, 15))
                    .frame(
                            NINE.plusSeconds(2).plusNanos(7),
                            Frames.l2Book(
                                    "BTC",
                                    NINE.plusSeconds(1).toEpochMilli(),
                                    List.of(Frames.level("100.0", "1")),
                                    List.of(Frames.level("101.0", "2"))))
                    .build();

    private static TapeTrade trade(String coin, String price, String size, int after, long tid) {
        return TapeTrade.of(coin, "B", price, size, NINE.toEpochMilli() + after, tid);
    }
}
