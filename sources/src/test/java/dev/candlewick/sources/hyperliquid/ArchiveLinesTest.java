package dev.candlewick.sources.hyperliquid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.BookSnapshot;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.Trade;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the lines of the archive say, by recorded ones and by the rules of each data set. */
class ArchiveLinesTest {

    private static final long FROM = micros("2025-08-01T00:00:00Z");
    private static final long TO = micros("2026-12-01T00:00:00Z");
    private static final String BUYER = "0x1111111111111111111111111111111111111111";
    private static final String SELLER = "0x2222222222222222222222222222222222222222";

    private Set<String> wanted = Set.of("BTC");

    @Test
    void recordedTradesWithoutIdsHaveTheAggressorOfTheirLine() throws IOException {
        wanted = Set.of("@107", "ETH");

        List<FeedEvent> events =
                decodeAll(
                        ArchiveLines::nodeTrades,
                        Recordings.lines("node_trades_20250624_0256.jsonl"));

        assertThat(events).hasSize(8);
        Trade first = events.get(0).trade();
        assertThat(first)
                .isEqualTo(
                        new Trade(
                                "@107",
                                micros("2025-06-24T02:56:36.172Z"),
                                new BigDecimal("36.796"),
                                new BigDecimal("15.0"),
                                Side.BUY,
                                null,
                                FROM,
                                Origin.ARCHIVE));
        assertThat(events.get(7).trade().symbol()).isEqualTo("ETH");
        assertThat(events).extracting(FeedEvent::detail).doesNotHaveDuplicates();
    }

    @Test
    void aTradeThatIsWrittenOnceForEachSideIsOneTrade() {
        String buyers = nodeTrade("B", "2024-07-26T08:26:25.899", 20, 10);
        String sellers = nodeTrade("A", "2024-07-26T08:26:25.899", 20, 10);
        String next = nodeTrade("B", "2024-07-26T08:26:25.899", 21, 30);
        String nextSellers = nodeTrade("A", "2024-07-26T08:26:25.899", 21, 30);

        List<FeedEvent> events =
                decodeAll(ArchiveLines::nodeTrades, List.of(buyers, sellers, next, nextSellers));

        assertThat(events)
                .extracting(event -> event.trade().side())
                .containsExactly(Side.BUY, Side.SELL);
        assertThat(events.get(0).eventTime()).isEqualTo(micros("2024-07-26T08:26:25.899Z"));
    }

    @Test
    void aTradeIsHeldBackForAsLongAsItsOtherSideMayFollow() {
        LineDecoder decoder = ArchiveLines.nodeTrades(origin());
        List<FeedEvent> events = new ArrayList<>();

        decoder.decode(bytes(nodeTrade("A", "2025-04-01T00:00:00.123456789", 1, 2)), events::add);
        assertThat(events).isEmpty();
        assertThat(decoder.held()).isOne();

        decoder.decode(bytes("{ broken"), events::add);
        assertThat(decoder.held()).isZero();
        assertThat(events)
                .extracting(FeedEvent::kind)
                .containsExactly(FeedEvent.Kind.TRADE, FeedEvent.Kind.REJECTED);
        assertThat(events.get(0).eventTime()).isEqualTo(micros("2025-04-01T00:00:00.123Z"));
    }

    @Test
    void ofTheTwoFillsOfATradeTheAggressorsStandsForIt() {
        List<FeedEvent> events =
                decodeAll(
                        ArchiveLinesTest::fills,
                        List.of(
                                pair(BUYER, fill("BTC", "B", 7, false, "")),
                                pair(SELLER, fill("BTC", "A", 7, true, ""))));

        assertThat(events).hasSize(1);
        Trade trade = events.get(0).trade();
        assertThat(trade.side()).isEqualTo(Side.SELL);
        assertThat(trade.tradeId()).isEqualTo(7);
        assertThat(trade.tradeTime()).isEqualTo(1_767_322_800_201_000L);
        assertThat(trade.receivedAt()).isEqualTo(1_767_322_800_201_000L);
        assertThat(trade.price()).isEqualTo(new BigDecimal("61234.0"));
        assertThat(trade.size()).isEqualTo(new BigDecimal("0.01"));
        assertThat(trade.origin()).isEqualTo(Origin.ARCHIVE);
    }

    @Test
    void blanksBetweenTokensMeanNothing() {
        String line = pair(BUYER, fill("BTC", "B", 7, true, ""));
        String spaced = line.replace(":", " : ").replace(",", " , ");

        assertThat(decodeAll(ArchiveLinesTest::fills, List.of(spaced)))
                .isEqualTo(decodeAll(ArchiveLinesTest::fills, List.of(line)));
        assertThat(decodeAll(ArchiveLinesTest::fills, List.of(spaced))).hasSize(1);
    }

    @Test
    void dustIsNoTrade() {
        String dust =
                pair(
                        BUYER,
                        fill("BTC", "A", 0, true, "")
                                .replace("Open Long", "Spot Dust Conversion")
                                .replace("\"0.01\"", "\"0.00\""));

        assertThat(decodeAll(ArchiveLinesTest::fills, List.of(dust))).isEmpty();
    }

    @Test
    void aLiquidationIsCountedOnceForTheLiquidated() {
        String liquidation =
                ",\"liquidation\":{\"liquidatedUser\":\"%s\",\"markPx\":\"1\",\"method\":\"market\"}"
                        .formatted(SELLER);

        List<FeedEvent> events =
                decodeAll(
                        ArchiveLinesTest::fills,
                        List.of(
                                pair(BUYER, fill("BTC", "B", 7, true, liquidation)),
                                pair(SELLER, fill("BTC", "A", 7, true, liquidation)),
                                pair(BUYER, fill("BTC", "B", 8, false, liquidation)),
                                pair(SELLER, fill("BTC", "A", 8, false, liquidation))));

        assertThat(events)
                .extracting(event -> event.trade().tradeId() + " " + event.trade().side())
                .containsExactly("7 SELL", "8 SELL");
    }

    @Test
    void aLiquidationThatNamesNobodyIsTheAggressors() {
        String unnamed = ",\"liquidation\":{\"markPx\":\"1\",\"method\":\"market\"}";

        assertThat(
                        decodeAll(
                                ArchiveLinesTest::fills,
                                List.of(
                                        pair(BUYER, fill("BTC", "B", 7, true, unnamed)),
                                        pair(SELLER, fill("BTC", "A", 7, false, unnamed)))))
                .extracting(event -> event.trade().side())
                .containsExactly(Side.BUY);
    }

    @Test
    void aBlockIsReadInItsOrderAndSaysWhenItWasReceived() {
        String block =
                block(
                        pair(BUYER, fill("ETH", "B", 1, true, "")),
                        pair(BUYER, fill("BTC", "B", 2, true, "")),
                        pair(SELLER, fill("BTC", "A", 2, false, "")),
                        pair(SELLER, fill("BTC", "A", 3, true, "")));

        assertThat(decodeAll(ArchiveLinesTest::fills, List.of(block)))
                .extracting(event -> event.symbol() + event.trade().tradeId())
                .containsExactly("BTC2", "BTC3");
        assertThat(decodeAll(ArchiveLinesTest::fills, List.of(block)))
                .extracting(FeedEvent::receivedAt)
                .containsOnly(micros("2026-01-02T03:00:00.310Z"));
    }

    @Test
    void aBadFillDoesNotSpoilItsBlockAndIsKeptByteForByte() {
        String bad = pair(BUYER, fill("BTC", "B", 2, true, "").replace("61234.0", "-1"));
        String block =
                block(
                        pair(BUYER, fill("BTC", "B", 1, true, "")),
                        bad,
                        "[\"x\",{\"coin\":\"BTC\",\"px\":[1,[2]],\"sz\":{}}]",
                        "7",
                        pair(BUYER, fill("BTC", "B", 3, true, "")));

        List<FeedEvent> events = decodeAll(ArchiveLinesTest::fills, List.of(block));

        assertThat(events)
                .filteredOn(event -> event.trade() != null)
                .extracting(event -> event.trade().tradeId())
                .containsExactly(1L, 3L);
        List<DeadLetter> letters =
                events.stream()
                        .map(FeedEvent::deadLetter)
                        .filter(letter -> letter != null)
                        .toList();
        assertThat(letters)
                .extracting(DeadLetter::reason)
                .containsExactly("price_out_of_range", "mistyped_field", "mistyped_field");
        assertThat(letters.get(0).payload()).isEqualTo(bytes(bad));
        assertThat(letters.get(0).detail()).startsWith("events[1].px is -1");
    }

    @Test
    void everyLineThatBreaksTheRulesIsADeadLetterWithTheLineInIt() {
        String good = pair(BUYER, fill("BTC", "B", 7, true, ""));
        List<String> bad =
                List.of(
                        "not JSON",
                        good + good,
                        good.substring(0, good.length() - 5),
                        "[]",
                        "{\"block_time\":\"2026-01-02T03:00:00.2\"}",
                        good.replace("\"tid\":7,", ""),
                        good.replace("\"crossed\":true,", ""),
                        good.replace("\"crossed\":true", "\"crossed\":1"),
                        good.replace("\"B\"", "\"C\""),
                        good.replace("\"0.01\"", "\"0\""),
                        good.replace("\"0.01\"", "\"NaN\""),
                        good.replace("61234.0", "2e9"),
                        good.replace("1767322800201", "1467322800201"),
                        good.replace("1767322800201", "1867322800201"));
        for (String line : bad) {
            assertThat(decodeAll(ArchiveLinesTest::fills, List.of(line)))
                    .as(line)
                    .singleElement()
                    .extracting(FeedEvent::deadLetter)
                    .satisfies(letter -> assertThat(letter.payload()).isEqualTo(bytes(line)))
                    .satisfies(letter -> assertThat(letter.detail()).isNotBlank());
        }
    }

    @Test
    void aRecordedBookHasItsReceiveTimeFromOutside() throws IOException {
        wanted = Set.of("SOL");

        List<FeedEvent> events =
                decodeAll(
                        ArchiveLines::books,
                        Recordings.lines("l2Book_SOL_20260401_firstlines.jsonl"));

        assertThat(events).hasSize(2);
        BookSnapshot book = events.get(0).data().book();
        assertThat(book.bookTime()).isEqualTo(1_775_001_612_017_000L);
        assertThat(book.receivedAt()).isEqualTo(micros("2026-04-01T00:00:12.669126Z"));
        assertThat(book.bids()).hasSize(20);
        assertThat(book.bids().get(0).price()).isEqualTo(new BigDecimal("83.141"));
        assertThat(book.asks().get(0).price()).isEqualTo(new BigDecimal("83.158"));
        assertThat(book.origin()).isEqualTo(Origin.ARCHIVE);
    }

    @Test
    void aBookOfAnotherCoinIsRefused() throws IOException {
        List<String> lines = Recordings.lines("l2Book_SOL_20260401_firstlines.jsonl");

        assertThat(decodeAll(ArchiveLines::books, lines.subList(0, 1)))
                .extracting(event -> event.deadLetter().reason())
                .containsExactly("unknown_shape");
    }

    @Test
    void figuresOfAssetsAreFoundByTheHeaderAndMayBeEmpty() {
        List<FeedEvent> events =
                decodeAll(
                        ArchiveLines::contexts,
                        List.of(
                                "coin,time,funding,open_interest,prev_day_px,day_ntl_vlm,premium,"
                                        + "oracle_px,mark_px,mid_px,impact_bid_px,impact_ask_px,new",
                                "BTC,2025-08-03T04:05:00Z,-0.0000125,1234.5,100,2e6,,101,102,,99,103,x",
                                "ETH,2025-08-03T04:05:00Z,,,,,,,,,,,x",
                                "BTC,2025-08-03T04:06:00Z,,,,,,,-1,,,,x",
                                "BTC,yesterday,,,,,,,,,,,x",
                                "BTC,2025-08-03T04:06:00Z"));

        assertThat(events.get(0).data().context())
                .isEqualTo(
                        new AssetContext(
                                "BTC",
                                micros("2025-08-03T04:05:00Z"),
                                new BigDecimal("-0.0000125"),
                                new BigDecimal("1234.5"),
                                new BigDecimal("100"),
                                new BigDecimal("2000000"),
                                null,
                                null,
                                new BigDecimal("101"),
                                new BigDecimal("102"),
                                null,
                                new BigDecimal("99"),
                                new BigDecimal("103"),
                                null,
                                "asset_ctxs",
                                Origin.ARCHIVE));
        assertThat(events.subList(1, events.size()))
                .extracting(event -> event.deadLetter().reason())
                .containsExactly("price_out_of_range", "mistyped_field", "missing_field");
    }

    @Test
    void theFilterByCoinErrsOnlyOnTheSideOfReading() {
        CoinFilter filter = new CoinFilter(wanted::contains);

        assertThat(filter.mayConcern(bytes("{\"coin\":\"BTC\"}"))).isTrue();
        assertThat(filter.mayConcern(bytes("{\"coin\" : \"BTC\"}"))).isTrue();
        assertThat(filter.mayConcern(bytes("[{\"coin\":\"ETH\"},{\"coin\": \"BTC\"}]"))).isTrue();
        assertThat(filter.mayConcern(bytes("{\"coin\":\"\\u0042TC\"}"))).isTrue();
        assertThat(filter.mayConcern(bytes("{\"coin\":7}"))).isTrue();
        assertThat(filter.mayConcern(bytes("{\"coin\":\"ET"))).isTrue();
        assertThat(filter.mayConcern(bytes("{\"coin\":\"ETH\",\"px\":\"1"))).isTrue();
        assertThat(filter.mayConcern(bytes("\"coin\""))).isTrue();
        assertThat(filter.mayConcern(bytes("rubbish"))).isTrue();
        assertThat(filter.mayConcern(bytes("{\"coin\":\"ETH\"}"))).isFalse();
        assertThat(filter.mayConcern(bytes("{\"coin\":\"BTCX\",\"a\":\"BTC\"}"))).isFalse();
    }

    private static LineDecoder fills(LineOrigin origin) {
        return ArchiveLines.fills("node_fills", origin);
    }

    private List<FeedEvent> decodeAll(
            Function<LineOrigin, LineDecoder> decoders, List<String> lines) {
        LineDecoder decoder = decoders.apply(origin());
        List<FeedEvent> events = new ArrayList<>();
        lines.forEach(line -> decoder.decode(bytes(line), events::add));
        decoder.end(events::add);
        return events;
    }

    private LineOrigin origin() {
        ValidationRules rules = new ValidationRules(new BigDecimal("1e9").setScale(0), true);
        return new LineOrigin("a file", FROM, TO, rules, wanted::contains);
    }

    private static String nodeTrade(String side, String time, long buyOrder, long sellOrder) {
        return ("{\"coin\":\"BTC\",\"side\":\"%s\",\"time\":\"%s\",\"px\":\"51.367\",\"sz\":\"0.31\","
                        + "\"hash\":\"0xad8e\",\"trade_dir_override\":\"Na\",\"side_info\":["
                        + "{\"user\":\"%s\",\"start_pos\":\"1\",\"oid\":%d,\"twap_id\":null,\"cloid\":null},"
                        + "{\"user\":\"%s\",\"start_pos\":\"1\",\"oid\":%d,\"twap_id\":null,\"cloid\":null}]}")
                .formatted(side, time, BUYER, buyOrder, SELLER, sellOrder);
    }

    private static String pair(String user, String fill) {
        return "[\"%s\",%s]".formatted(user, fill);
    }

    private static String fill(String coin, String side, long id, boolean crossed, String more) {
        return ("{\"coin\":\"%s\",\"px\":\"61234.0\",\"sz\":\"0.01\",\"side\":\"%s\",\"time\":1767322800201,"
                        + "\"startPosition\":\"0.0\",\"dir\":\"Open Long\",\"closedPnl\":\"0.0\",\"hash\":\"0x00\","
                        + "\"oid\":300000000001,\"crossed\":%b,\"fee\":\"0.2755\",\"tid\":%d,"
                        + "\"feeToken\":\"USDC\",\"twapId\":null%s}")
                .formatted(coin, side, crossed, id, more);
    }

    private static String block(String... pairs) {
        return ("{\"local_time\":\"2026-01-02T03:00:00.310000000\","
                        + "\"block_time\":\"2026-01-02T03:00:00.201234567\",\"block_number\":850000001,"
                        + "\"events\":[%s]}")
                .formatted(String.join(",", pairs));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static long micros(String instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
    }
}
