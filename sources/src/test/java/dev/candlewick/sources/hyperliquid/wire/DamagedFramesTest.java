package dev.candlewick.sources.hyperliquid.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.json.ValidationRules;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No damage to a recorded frame gets past the decoder as an exception, or is dropped. */
class DamagedFramesTest {

    private static final int CASES = 100_000;
    private static final int MAX_FRAME = 800;
    private static final long RECEIVED_AT = 1_790_000_000_500_000L;
    private static final List<String> VALUES =
            List.of(
                    "null",
                    "true",
                    "[]",
                    "{}",
                    "\"\"",
                    "-1",
                    "0",
                    "1e999999999",
                    "\"1e999999999\"",
                    "\"NaN\"",
                    "[[[[]]]]",
                    "{\"a\":{}}",
                    "99999999999999999999",
                    "0.1",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "[null]",
                    "\"A\"",
                    "1790000000456");

    /** Channels that no recording has. */
    private static final List<String> MADE =
            List.of(
                    "{\"channel\":\"fastAssetCtxs\",\"data\":\"q1ZyCnFWsqpWyk0syg6oULJSMjM0MjbRM1XSU"
                            + "crNTAGJ5JXm5NTqKGUHuAa4glVChJUM9AwMDYwMlWprAQ==\"}",
                    "{\"channel\":\"allMids\",\"data\":{\"mids\":{\"BTC\":\"1.5\",\"@1\":\"2\"}}}",
                    "{\"channel\":\"post\",\"data\":{\"id\":1,\"response\":{\"type\":\"info\",\"payload\":"
                            + "{\"type\":\"allPerpMetas\",\"data\":[{\"universe\":[{\"name\":\"BTC\"}]}]}}}}",
                    "{\"channel\":\"assetCtxs\",\"data\":{\"dex\":\"\",\"ctxs\":[{\"funding\":\"0\","
                            + "\"openInterest\":\"2.5\",\"prevDayPx\":\"6.0\",\"dayNtlVlm\":\"1\","
                            + "\"oraclePx\":\"5.9\",\"markPx\":\"5\"}]}}",
                    "{\"channel\":\"allDexsAssetCtxs\",\"data\":{\"ctxs\":[[\"\",[{\"funding\":\"0\","
                            + "\"openInterest\":\"2.5\",\"prevDayPx\":\"6.0\",\"dayNtlVlm\":\"1\","
                            + "\"oraclePx\":\"5.9\",\"markPx\":\"5\"}]]]}}",
                    "{\"channel\":\"spotAssetCtxs\",\"data\":[{\"prevDayPx\":\"6.0\",\"dayNtlVlm\":\"1\","
                            + "\"markPx\":\"5.5\",\"coin\":\"@1\"}]}",
                    "{\"channel\":\"webData3\",\"data\":{\"userState\":{\"serverTime\":1790000000123,"
                            + "\"user\":\"0x00000000000000000000000000000000000000ab\"}}}",
                    "{\"channel\":\"userFills\",\"data\":{\"isSnapshot\":true,\"fills\":[{\"time\":"
                            + "1790000000123}],\"user\":\"0x00000000000000000000000000000000000000ab\"}}",
                    "{\"channel\":\"orderUpdates\",\"data\":[{\"order\":{\"coin\":\"BTC\",\"timestamp\":"
                            + "1790000000123},\"status\":\"open\"}]}");

    private final Random random = new Random(20260903);
    private final MessageDecoder decoder =
            new MessageDecoder(
                    "fuzz", Origin.TAPE, new ValidationRules(new BigDecimal("1e9"), true));

    @Test
    void everyDamagedFrameYieldsAMessageOrADeadLetter() throws IOException {
        List<byte[]> frames =
                Stream.concat(
                                Recordings.frames().stream(),
                                MADE.stream().map(made -> made.getBytes(StandardCharsets.UTF_8)))
                        .map(frame -> Arrays.copyOf(frame, Math.min(frame.length, MAX_FRAME)))
                        .toList();
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] damaged = damage(frames.get(random.nextInt(frames.size())), frames);
            List<FeedSignal> messages = decoder.decode(damaged, RECEIVED_AT);
            if (messages.isEmpty()) {
                fail("nothing came of " + text(damaged));
            }
            refused += messages.stream().anyMatch(FeedSignal.Rejected.class::isInstance) ? 1 : 0;
            messages.forEach(DamagedFramesTest::use);
        }
        // Neither kind of outcome may have crept out of the test.
        assertThat(refused).isBetween(CASES / 3, CASES - CASES / 50);
    }

    private byte[] damage(byte[] frame, List<byte[]> others) {
        return switch (random.nextInt(6)) {
            case 0 -> flipped(frame);
            case 1 -> Arrays.copyOf(frame, random.nextInt(frame.length));
            case 2 -> spliced(frame, others.get(random.nextInt(others.size())));
            case 3 -> flipped(withAnotherValue(frame));
            default -> withAnotherValue(frame);
        };
    }

    private byte[] flipped(byte[] frame) {
        byte[] flipped = frame.clone();
        for (int flips = 1 + random.nextInt(4); flips > 0 && flipped.length > 0; flips--) {
            flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
        }
        return flipped;
    }

    private byte[] spliced(byte[] head, byte[] tail) {
        int cut = random.nextInt(head.length);
        int from = random.nextInt(tail.length);
        byte[] spliced = Arrays.copyOf(head, cut + tail.length - from);
        System.arraycopy(tail, from, spliced, cut, tail.length - from);
        return spliced;
    }

    /** Puts another JSON value in place of one. */
    private byte[] withAnotherValue(byte[] frame) {
        String text = text(frame);
        int colon = text.indexOf(':', random.nextInt(text.length()));
        if (colon < 0) {
            return frame;
        }
        int end = colon + 1;
        while (end < text.length() && ",}]".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String value = VALUES.get(random.nextInt(VALUES.size()));
        return (text.substring(0, colon + 1) + value + text.substring(end))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What later stages do with a message must not fail either. */
    private static void use(FeedSignal message) {
        if (message instanceof FeedSignal.Trades trades) {
            trades.trades().forEach(trade -> trade.notional().toPlainString());
        } else if (message instanceof FeedSignal.Market market) {
            market.emit(RECEIVED_AT, event -> assertThat(event.data()).isNotNull());
        }
    }

    private static String text(byte[] frame) {
        return new String(frame, StandardCharsets.UTF_8);
    }
}
