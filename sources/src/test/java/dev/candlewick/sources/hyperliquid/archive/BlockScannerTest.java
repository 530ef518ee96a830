package dev.candlewick.sources.hyperliquid.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Trade;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a block holds, the shortcut says what the rules say. */
class BlockScannerTest extends ArchiveLinesFixture {
    private static final List<String> BLOCKS =
            List.of(
                    block(),
                    block(sides("BTC", 7)),
                    block(sides("BTC", 7), sides("ETH", 8), sides("RARE", 9)),
                    block(
                            pair(BUYER, fill("BTC", "B", 1, true, "")),
                            pair(BUYER, fill("BTC", "B", 2, true, "")),
                            pair(SELLER, fill("BTC", "A", 2, false, ",\"cloid\":\"0x12\"")),
                            pair(SELLER, fill("BTC", "A", 1, false, ",\"builderFee\":\"0.1\""))),
                    block(sides("BTC", 3).replace("Open Long", "Sell")),
                    block(sides("BTC", 3).replace("Open Long", "Short > Long"), sides("BTC", 4)));

    /** What the rules judge in another way than by making a trade. */
    private static final List<String> OTHERS =
            List.of(
                    block(sides("BTC", 3).replace("Open Long", "Settlement")),
                    block(sides("BTC", 3).replace("Open Long", "Spot Dust Conversion")),
                    block(sides("BTC", 0)),
                    block(sides("BTC", 5), sides("BTC", 5)),
                    block(sides("BTC", 5), sides("ETH", 5)),
                    block(pair(BUYER, fill("BTC", "B", 1, true, ""))),
                    block(
                            pair(BUYER, fill("BTC", "B", 1, true, "")),
                            pair(SELLER, fill("BTC", "A", 1, true, ""))),
                    block(
                            pair(
                                    BUYER,
                                    fill(
                                            "BTC",
                                            "B",
                                            1,
                                            true,
                                            ",\"liquidation\":{\"liquidatedUser\":\""
                                                    + BUYER
                                                    + "\"}")),
                            pair(SELLER, fill("BTC", "A", 1, true, ""))));

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
        "\u0000",
        "\"\"",
        "00",
        "true",
        "A",
        "T",
        "ETH",
        "\"time\":1,"
    };

    @BeforeEach
    void wantTwoOfTheThreeCoins() {
        wanted = Set.of("BTC", "ETH");
    }

    @Test
    void takesTheLayoutThatTheExchangeWrites() {
        for (String block : BLOCKS) {
            assertThat(new BlockScanner(origin()).scan(bytes(block), new Output()))
                    .as(block)
                    .isTrue();
        }
    }

    @Test
    void leavesToTheRulesWhatMakesNoPlainTrade() {
        for (String block : OTHERS) {
            Output output = new Output();
            assertThat(new BlockScanner(origin()).scan(bytes(block), output)).as(block).isFalse();
            assertThat(output.events).isEmpty();
            assertSame(block);
        }
    }

    @Test
    void takesABlockOfManyFills() {
        String[] fills = new String[1_000];
        for (int i = 0; i < fills.length; i++) {
            fills[i] = sides("BTC", 1_000 + i * 37L);
        }
        String block = block(fills);
        assertThat(new BlockScanner(origin()).scan(bytes(block), new Output())).isTrue();
        assertSame(block);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void saysOfAChangedBlockWhatTheRulesSay(long seed) {
        Random random = new Random(seed);
        List<String> blocks = new ArrayList<>(BLOCKS);
        blocks.addAll(OTHERS);
        for (int i = 0; i < 2_000; i++) {
            assertSame(changed(blocks.get(random.nextInt(blocks.size())), random));
        }
    }

    private void assertSame(String block) {
        byte[] line = block.getBytes(StandardCharsets.UTF_8);
        Output expected = new Output();
        new BlockLines(origin()).parse(line, expected);
        Output actual = new Output();
        new BlockLines(origin()).decode(line, actual);
        assertThat(told(actual)).as(block).isEqualTo(told(expected));
        assertThat(actual.doubts).as(block).isEqualTo(expected.doubts);
        assertThat(actual.unmatched).as(block).isEqualTo(expected.unmatched);
        assertThat(actual.blocks).as(block).isEqualTo(expected.blocks);
    }

    private static String sides(String coin, long id) {
        return pair(BUYER, fill(coin, "B", id, true, ""))
                + ","
                + pair(SELLER, fill(coin, "A", id, false, ""));
    }

    private static String changed(String block, Random random) {
        String changed = block;
        for (int change = random.nextInt(3); change >= 0; change--) {
            int at = random.nextInt(changed.length());
            int end = Math.min(changed.length(), at + random.nextInt(4));
            String piece = random.nextBoolean() ? PIECES[random.nextInt(PIECES.length)] : "";
            changed = changed.substring(0, at) + piece + changed.substring(end);
        }
        return random.nextInt(30) == 0 ? changed.substring(0, changed.length() / 2) : changed;
    }

    private static List<String> told(Output output) {
        return output.events.stream().map(BlockScannerTest::told).toList();
    }

    private static String told(FeedEvent event) {
        if (event.deadLetter() != null) {
            return event.symbol()
                    + event.deadLetter().reason()
                    + event.deadLetter().detail()
                    + Arrays.toString(event.deadLetter().payload());
        }
        Trade trade = event.trade();
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
}
