package dev.candlewick.sources.hyperliquid.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.feed.ScannedFrame;
import dev.candlewick.sources.feed.ScannedTrades;
import dev.candlewick.sources.json.ValidationRules;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a frame holds, the shortcut says what the rules say. */
class TradesScannerTest {
    private static final long NOW = 1_757_000_000_000_000L;
    private static final String USERS =
            "\"users\":[\"0xa62b923a112d50d03e1e096bbd53422490dac104\","
                    + "\"0x8a544ab75107efd541c9072a0efebb87cc4292f3\"]";
    private static final List<String> FRAMES =
            List.of(
                    frame(trade("BTC", "80639.0", "0.00022", NOW / 1_000, "1095884267920331")),
                    frame(
                            trade("SOL", "128.5", "0.42", NOW / 1_000, "867891549538215"),
                            trade("SOL", "128.49", "7", NOW / 1_000 + 1, "7")),
                    frame(
                            "{\"coin\":\"BTC\",\"hash\":\"0x0\",\"px\":\"105056.0\",\"side\":\"A\","
                                    + "\"sz\":\"0.02\",\"tid\":917,\"time\":1737918847000,"
                                    + USERS
                                    + "}"),
                    frame(
                            "{\"coin\":\"@107\",\"side\":\"B\",\"px\":\"1\",\"sz\":\"2\",\"time\":"
                                    + NOW / 1_000
                                    + ",\"tid\":5}"));
    private static final String[] PIECES = {
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        " ",
        "\n",
        "0",
        "9",
        "-",
        ".",
        "e5",
        "null",
        "\u00e9",
        "\"px\":\"1.0\",",
        "\"side\":\"C\"",
        "99999999999999999999",
        "0.000000000000000000001",
        "\"extra\":{\"a\":[1]},",
        "1e400",
        "\u0000",
        "\"\"",
        "00",
        "true"
    };

    private final ValidationRules rules = new ValidationRules(new BigDecimal("1e9"), true);

    @Test
    void takesTheLayoutsThatTheExchangeWrites() {
        TradesScanner scanner = new TradesScanner(Origin.STREAM, rules);
        for (String frame : FRAMES) {
            byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
            assertThat(scanner.scan(bytes, 0, bytes.length, NOW, new ScannedTrades()))
                    .as(frame)
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void saysOfAChangedFrameWhatTheRulesSay(long seed) {
        Random random = new Random(seed);
        MessageDecoder quick = new MessageDecoder("test", Origin.STREAM, rules);
        MessageDecoder slow = new MessageDecoder("test", Origin.STREAM, rules);
        for (int i = 0; i < 4_000; i++) {
            String frame = changed(FRAMES.get(random.nextInt(FRAMES.size())), random);
            byte[] bytes = padded(frame.getBytes(StandardCharsets.UTF_8));
            List<FeedSignal> expected = new ArrayList<>();
            slow.parse(bytes, 3, bytes.length - 5, NOW, expected::add);
            List<FeedSignal> actual = new ArrayList<>();
            quick.decode(bytes, 3, bytes.length - 5, NOW, actual::add);
            assertThat(described(actual)).as(frame).isEqualTo(described(expected));
        }
    }

    @Test
    void framesThatShareTheirColumnsSayWhatEachSaysAlone() {
        Random random = new Random(9);
        MessageDecoder together = new MessageDecoder("test", Origin.STREAM, rules);
        MessageDecoder alone = new MessageDecoder("test", Origin.STREAM, rules);
        Gathering gathered = new Gathering();
        List<FeedSignal> expected = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            String frame = FRAMES.get(random.nextInt(FRAMES.size()));
            String sent = random.nextBoolean() ? frame : changed(frame, random);
            byte[] bytes = sent.getBytes(StandardCharsets.UTF_8);
            together.decode(bytes, 0, bytes.length, NOW, gathered);
            alone.parse(bytes, 0, bytes.length, NOW, expected::add);
        }

        assertThat(described(gathered.signals)).isEqualTo(described(expected));
    }

    private static final class Gathering implements ScannedTrades.Receiver {
        private final ScannedTrades trades = new ScannedTrades();
        private final List<FeedSignal> signals = new ArrayList<>();

        @Override
        public ScannedTrades trades() {
            return trades;
        }

        @Override
        public void accept(FeedSignal signal) {
            signals.add(signal);
        }
    }

    @Test
    void aBoundThatChangesHoldsFromTheNextFrameOn() {
        AtomicReference<BigDecimal> bound = new AtomicReference<>(new BigDecimal("1e9"));
        MessageDecoder decoder =
                new MessageDecoder("test", Origin.STREAM, new ValidationRules(bound::get, true));
        byte[] frame = FRAMES.get(0).getBytes(StandardCharsets.UTF_8);
        List<String> taken = described(decoder.decode(frame, NOW));

        bound.set(new BigDecimal("0.001"));
        assertThat(described(decoder.decode(frame, NOW)).toString()).contains("price_out_of_range");
        bound.set(new BigDecimal("1e9"));
        assertThat(described(decoder.decode(frame, NOW))).isEqualTo(taken);
    }

    /** Bytes around the frame are none of its business. */
    private static byte[] padded(byte[] frame) {
        byte[] padded = new byte[frame.length + 5];
        Arrays.fill(padded, (byte) '7');
        System.arraycopy(frame, 0, padded, 3, frame.length);
        return padded;
    }

    private static String changed(String frame, Random random) {
        String changed = frame;
        for (int change = random.nextInt(3); change >= 0; change--) {
            int at = random.nextInt(changed.length());
            int end = Math.min(changed.length(), at + random.nextInt(4));
            String piece = random.nextBoolean() ? PIECES[random.nextInt(PIECES.length)] : "";
            changed = changed.substring(0, at) + piece + changed.substring(end);
        }
        return random.nextInt(30) == 0 ? changed.substring(0, changed.length() / 2) : changed;
    }

    private static List<String> described(List<FeedSignal> signals) {
        return signals.stream().map(TradesScannerTest::described).toList();
    }

    private static String described(FeedSignal signal) {
        if (signal instanceof ScannedFrame scanned) {
            return described(scanned.alone(NOW));
        }
        if (signal instanceof FeedSignal.Trades trades) {
            return trades.symbol()
                    + trades.whole()
                    + trades.trades().stream().map(TradesScannerTest::described).toList();
        }
        if (signal instanceof FeedSignal.Rejected rejected) {
            return rejected.symbol()
                    + rejected.mayHoldTrades()
                    + rejected.deadLetter().reason()
                    + rejected.deadLetter().detail()
                    + Arrays.toString(rejected.deadLetter().payload());
        }
        return signal.toString();
    }

    private static String described(Trade trade) {
        return String.join(
                " ",
                trade.symbol(),
                Long.toString(trade.tradeTime()),
                trade.price().stripTrailingZeros().toPlainString(),
                trade.size().stripTrailingZeros().toPlainString(),
                trade.side().name(),
                String.valueOf(trade.tradeId()),
                Long.toString(trade.receivedAt()),
                trade.origin().label());
    }

    private static String frame(String... trades) {
        return "{\"channel\":\"trades\",\"data\":[" + String.join(",", trades) + "]}";
    }

    private static String trade(String coin, String price, String size, long millis, String id) {
        return "{\"coin\":\"%s\",\"side\":\"A\",\"px\":\"%s\",\"sz\":\"%s\",\"time\":%d,\"hash\":\"0x00\",\"tid\":%s,%s}"
                .formatted(coin, price, size, millis, id, USERS);
    }
}
