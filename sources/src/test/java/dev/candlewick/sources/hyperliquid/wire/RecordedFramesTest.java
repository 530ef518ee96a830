package dev.candlewick.sources.hyperliquid.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.BestOffers;
import dev.candlewick.functions.model.BookSnapshot;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.MarketData;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.json.ValidationRules;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every recorded frame goes to the table it belongs to; none is refused. */
class RecordedFramesTest {

    private static final long LATER = 1_900_000_000_000_000L;

    private final MessageDecoder decoder =
            new MessageDecoder(
                    "recording", Origin.TAPE, new ValidationRules(new BigDecimal("1e9"), true));

    @Test
    void mainnetFramesOf2026() throws IOException {
        assertThat(summaries("mainnet_frames_20260903.jsonl"))
                .containsExactly(
                        "BTC bbo 1788490065008 80639.0 80640.0",
                        "MATIC bbo 1788490065008 null null",
                        "BTC activeAssetCtx 80640.0 80637.2",
                        "MATIC activeAssetCtx 0.37621 null",
                        "Trades BTC 1095884267920331 159797238452866",
                        "BTC candle 1m 1788490020000 1788490080000 2.20493 61",
                        "MATIC book 1788490374938 0x0 false",
                        "Acknowledgement subscribe bbo BTC",
                        "Acknowledgement unsubscribe bbo BTC",
                        "Pong",
                        "ErrorText Already unsubscribed: {\"type\":\"trades\",\"coin\":\"ETH\"}");
    }

    @Test
    void roqFramesOf2025() throws IOException {
        assertThat(summaries("roq_frames_20251216.jsonl"))
                .containsExactly(
                        "Trades SOL 867891549538215",
                        "SOL bbo 1765887848009 128.5 128.54",
                        "SOL activeAssetCtx 128.45 128.4583");
    }

    @Test
    void tardisFramesOf2024And2025() throws IOException {
        assertThat(summaries("tardis_frames_2024_2025.jsonl"))
                .containsExactly(
                        "Trades FXS 611279506717453",
                        "Trades FXS 809065877559592",
                        "Trades BTC 1016375172059570 479312521152049 229986151112628",
                        "Trades BTC 696560709859024",
                        "SHIA book 1730160007687 0x0 false",
                        "BANANA book 1730160007687 2x2 false",
                        "MOODENG activeAssetCtx 0.19963 0.199517",
                        "@2 activeSpotAssetCtx 0.00005299 null",
                        "@162 bbo 1750948919838 0.97925 0.97934",
                        "BTC bbo 1750948919838 107575.0 null");
    }

    @Test
    void testnetFramesOf2026() throws IOException {
        assertThat(summaries("testnet_frames_20260728.jsonl"))
                .containsExactly(
                        "BTC book 1785251521889 5x5 true",
                        "BTC bbo 1785251522090 63457.0 63488.0",
                        "BTC book 1785251522402 5x5 true",
                        "Trades BTC 447757798903687 355416041315622",
                        "Acknowledgement subscribe bbo BTC",
                        "Pong",
                        "ErrorText Error parsing JSON into valid websocket request:"
                                + " {\"method\": \"subscribe\", \"subscription\":"
                                + " {\"type\": \"noSuchType\", \"coin\": \"BTC\"}}");
    }

    @Test
    void aTapeWithKeysInAnotherOrder() throws IOException {
        List<FeedSignal> messages = new ArrayList<>();
        for (String line : Recordings.lines(Recordings.BTC_TAPE)) {
            messages.addAll(decode(line.substring(line.indexOf(' ') + 1)));
        }

        assertThat(messages)
                .filteredOn(FeedSignal.Market.class::isInstance)
                .hasSize(46)
                .allMatch(
                        market ->
                                described((FeedSignal.Market) market).get(0).data()
                                        instanceof BookSnapshot);
        List<FeedSignal> trades =
                messages.stream().filter(FeedSignal.Trades.class::isInstance).toList();
        assertThat(trades).hasSize(9);
        assertThat(((FeedSignal.Trades) trades.get(0)).trades()).hasSize(30);
    }

    @Test
    void aTradeKeepsItsDigitsAndItsAggressor() throws IOException {
        String frame = Recordings.lines("mainnet_frames_20260903.jsonl").get(4);

        assertThat(((FeedSignal.Trades) decode(frame).get(0)).trades().get(0))
                .isEqualTo(
                        new Trade(
                                "BTC",
                                1788490042052000L,
                                new BigDecimal("80639.0"),
                                new BigDecimal("0.00022"),
                                Side.SELL,
                                1095884267920331L,
                                LATER,
                                Origin.TAPE));
    }

    private List<String> summaries(String file) throws IOException {
        return Recordings.lines(file).stream()
                .flatMap(frame -> decode(frame).stream())
                .map(RecordedFramesTest::summary)
                .toList();
    }

    private List<FeedSignal> decode(String frame) {
        return decoder.decode(frame.getBytes(StandardCharsets.UTF_8), LATER);
    }

    private static List<FeedEvent> described(FeedSignal.Market market) {
        List<FeedEvent> events = new ArrayList<>();
        market.emit(LATER, events::add);
        assertThat(events).allMatch(event -> event.symbol().equals(market.symbol()));
        return events;
    }

    /** What is said of the one table that the datum goes to. */
    private static String summary(MarketData data) {
        if (data instanceof BookSnapshot book) {
            return "book %d %dx%d %s"
                    .formatted(
                            book.bookTime() / 1_000,
                            book.bids().size(),
                            book.asks().size(),
                            book.fast());
        } else if (data instanceof BestOffers best) {
            return "bbo %d %s %s"
                    .formatted(
                            best.offerTime() / 1_000,
                            best.bid() == null ? null : best.bid().price(),
                            best.ask() == null ? null : best.ask().price());
        } else if (data instanceof ExchangeCandle candle) {
            return "candle %s %d %d %s %d"
                    .formatted(
                            candle.interval(),
                            candle.openTime() / 1_000,
                            candle.closeTime() / 1_000,
                            candle.volume(),
                            candle.tradeCount());
        }
        AssetContext context = (AssetContext) data;
        return "%s %s %s".formatted(context.channel(), context.markPrice(), context.impactBid());
    }

    private static String summary(FeedSignal message) {
        String name = message.getClass().getSimpleName();
        if (message instanceof FeedSignal.Trades trades) {
            return name
                    + " "
                    + trades.symbol()
                    + trades.trades().stream()
                            .map(trade -> " " + trade.tradeId())
                            .collect(Collectors.joining());
        } else if (message instanceof FeedSignal.Market market) {
            return described(market).stream()
                    .map(event -> market.symbol() + " " + summary(event.data()))
                    .collect(Collectors.joining("; "));
        } else if (message instanceof FeedSignal.Acknowledgement ack) {
            return "%s %s %s %s".formatted(name, ack.method(), ack.type(), ack.symbol());
        } else if (message instanceof FeedSignal.ErrorText error) {
            return name + " " + error.text();
        } else if (message instanceof FeedSignal.Rejected rejected) {
            return name + " " + rejected.deadLetter().reason();
        }
        return name;
    }
}
