package dev.candlewick.simulator.archive;

import dev.candlewick.simulator.TapeTrade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Blocks as lines of each generation of the archive. */
final class TradeLines {

    private static final BigDecimal FEE = new BigDecimal("0.00045");
    private static final String NO_HASH = "0x" + "0".repeat(64);

    private TradeLines() {}

    /**
     * The lines of a block.
     *
     * @param dusty coins of which tiny spot balances are done away with in this block: one-sided
     *     fills at prices off any tick, which are no trades
     */
    static List<String> of(Block block, Generation generation, Collection<String> dusty) {
        if (generation == Generation.NODE_TRADES) {
            return block.executions().stream().map(one -> trade(block, one)).toList();
        }
        List<String> fills = new ArrayList<>();
        dusty.forEach(coin -> fills.add(dust(block, coin)));
        fills.addAll(fills(block));
        return generation == Generation.NODE_FILLS
                ? fills.stream().map(TradeLines::spaced).toList()
                : List.of(block(block, fills));
    }

    private static String trade(Block block, Execution execution) {
        TapeTrade trade = execution.trade();
        return ("{\"coin\":%s,\"side\":\"%s\",\"time\":\"%s\",\"px\":\"%s\",\"sz\":\"%s\",\"hash\":\"%s\","
                        + "\"trade_dir_override\":\"Na\",\"side_info\":[%s,%s]}")
                .formatted(
                        quoted(trade.coin()),
                        trade.side(),
                        Times.text(block.nanos()),
                        trade.price().toPlainString(),
                        trade.size().toPlainString(),
                        execution.hash(),
                        side(execution.buyerOid()),
                        side(execution.sellerOid()));
    }

    private static String side(long oid) {
        return String.format(
                Locale.ROOT,
                "{\"user\":\"%s\",\"start_pos\":\"0.0\",\"oid\":%d,\"twap_id\":null,\"cloid\":null}",
                user(oid),
                oid);
    }

    private static String block(Block block, List<String> fills) {
        return String.format(
                Locale.ROOT,
                "{\"local_time\":\"%s\",\"block_time\":\"%s\",\"block_number\":%d,\"events\":[%s]}",
                Times.text(block.localNanos()),
                Times.text(block.nanos()),
                block.number(),
                String.join(",", fills));
    }

    /** Of each trade the fills of both sides; whose comes first means nothing. */
    private static List<String> fills(Block block) {
        List<String> fills = new ArrayList<>();
        for (Execution execution : block.executions()) {
            boolean takerFirst = execution.trade().tid() % 2 == 0;
            fills.add(fill(block, execution, takerFirst));
            fills.add(fill(block, execution, !takerFirst));
        }
        return fills;
    }

    private static String fill(Block block, Execution execution, boolean crossed) {
        TapeTrade trade = execution.trade();
        boolean buys = execution.bought() == crossed;
        long oid = crossed ? execution.takerOid() : execution.makerOid();
        return String.format(
                Locale.ROOT,
                "[\"%s\",{\"coin\":%s,\"px\":\"%s\",\"sz\":\"%s\",\"side\":\"%s\",\"time\":%d,"
                        + "\"startPosition\":\"0.0\",\"dir\":\"%s\",\"closedPnl\":\"0.0\",\"hash\":\"%s\","
                        + "\"oid\":%d,\"crossed\":%b,\"fee\":\"%s\",\"tid\":%d,%s\"feeToken\":\"USDC\","
                        + "\"twapId\":null}]",
                user(oid),
                quoted(trade.coin()),
                trade.price().toPlainString(),
                trade.size().toPlainString(),
                buys ? "B" : "A",
                block.millis(),
                buys ? "Open Long" : "Open Short",
                execution.hash(),
                oid,
                crossed,
                fee(trade),
                trade.tid(),
                oid % 5 == 0 ? String.format(Locale.ROOT, "\"cloid\":\"0x%032x\",", oid) : "");
    }

    private static String dust(Block block, String coin) {
        return String.format(
                Locale.ROOT,
                "[\"%s\",{\"coin\":%s,\"px\":\"0.123456789\",\"sz\":\"0.00000001\",\"side\":\"A\","
                        + "\"time\":%d,\"startPosition\":\"0.00000001\",\"dir\":\"Spot Dust Conversion\","
                        + "\"closedPnl\":\"0.0\",\"hash\":\"%s\",\"oid\":0,\"crossed\":true,\"fee\":\"0.0\","
                        + "\"tid\":0,\"feeToken\":\"USDC\",\"twapId\":null}]",
                user(0),
                quoted(coin),
                block.millis(),
                NO_HASH);
    }

    private static String fee(TapeTrade trade) {
        return trade.price()
                .multiply(trade.size())
                .multiply(FEE)
                .setScale(6, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static String user(long oid) {
        return String.format(Locale.ROOT, "0x%040x", oid * 1_000_003);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** Producers differ in blanks between JSON tokens; no text in a fill has such a sequence. */
    private static String spaced(String line) {
        return line.replace("\":", "\": ").replace(",\"", ", \"");
    }
}
