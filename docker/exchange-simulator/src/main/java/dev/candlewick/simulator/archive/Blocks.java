package dev.candlewick.simulator.archive;

import dev.candlewick.simulator.TapeTrade;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Puts trades back into blocks: one for each exchange time, its trades in the order of the tape.
 * What a tape does not tell (hashes, orders, when the node had it) is made up, always the same.
 */
final class Blocks {

    private static final long FIRST_NUMBER = 720_000_000L;
    private static final long FIRST_OID = 150_000_000_000L;
    private static final long MILLISECOND = 1_000_000L;
    private static final long SHORTEST_DELAY = 60 * MILLISECOND;
    private static final String NO_HASH = "0x" + "0".repeat(64);

    private final List<Block> blocks = new ArrayList<>();
    private long nextOid = FIRST_OID;
    private long localNanos = Long.MIN_VALUE;

    private Blocks() {}

    static List<Block> of(List<TapeTrade> trades) {
        List<TapeTrade> sorted = new ArrayList<>(trades);
        sorted.sort(Comparator.comparingLong(TapeTrade::time)); // stable
        Blocks made = new Blocks();
        int from = 0;
        for (int to = 1; to <= sorted.size(); to++) {
            if (to == sorted.size() || sorted.get(to).time() != sorted.get(from).time()) {
                made.add(sorted.subList(from, to));
                from = to;
            }
        }
        return made.blocks;
    }

    private void add(List<TapeTrade> trades) {
        long index = blocks.size();
        long nanos = trades.get(0).time() * MILLISECOND + index * 7_919 % MILLISECOND;
        long delay = SHORTEST_DELAY + index * 37 % 770 * MILLISECOND;
        localNanos = Math.max(localNanos, nanos + delay); // it writes one after the other
        blocks.add(new Block(FIRST_NUMBER + index, nanos, localNanos, executions(trades)));
    }

    /** Trades of one coin and side that follow each other are those of one order. */
    private List<Execution> executions(List<TapeTrade> trades) {
        List<Execution> executions = new ArrayList<>();
        for (TapeTrade trade : trades) {
            Execution last = executions.isEmpty() ? null : executions.get(executions.size() - 1);
            if (last != null && isSameOrder(last.trade(), trade)) {
                executions.add(new Execution(trade, last.hash(), last.takerOid(), nextOid++));
            } else {
                long taker = nextOid++;
                executions.add(new Execution(trade, hash(taker), taker, nextOid++));
            }
        }
        return executions;
    }

    private static boolean isSameOrder(TapeTrade one, TapeTrade other) {
        return one.coin().equals(other.coin()) && one.side().equals(other.side());
    }

    private static String hash(long oid) {
        return oid % 6 == 0
                ? NO_HASH
                : String.format(Locale.ROOT, "0x%064x", BigInteger.valueOf(oid).pow(5));
    }
}
