package dev.candlewick.sources.hyperliquid.archive;

import dev.candlewick.sources.hyperliquid.wire.PlainText.Literal;

/**
 * Takes blocks of fills in the layout that the exchange writes from bytes straight into columns. Of
 * everything else, be it right or wrong, it takes nothing: the rules of {@link BlockLines} stand,
 * and this gives what they give.
 */
final class BlockScanner {
    private static final Literal LOCAL_TIME = new Literal("{\"local_time\":\"");
    private static final Literal BLOCK_TIME = new Literal("\",\"block_time\":\"");
    private static final Literal NUMBER = new Literal("\",\"block_number\":");
    private static final Literal EVENTS = new Literal(",\"events\":[");

    /** More digits than any number of a block has, and fewer than a long. */
    private static final int MAX_DIGITS = 18;

    private final ScannedTime time;
    private final ScannedFills fills = new ScannedFills();
    private final FillScanner fill;
    private byte[] line;
    private int at;
    private long writtenAt;
    private long blockTime;
    private long number;

    BlockScanner(LineOrigin origin) {
        time = new ScannedTime(origin);
        fill = new FillScanner(origin, fills);
    }

    /** Puts the block out if it is of the layout and keeps every rule; nothing otherwise. */
    boolean scan(byte[] block, LineOutput out) {
        boolean taken = takes(block);
        if (taken) {
            fills.trades(writtenAt, out);
            out.block(number, blockTime);
        }
        return taken;
    }

    private boolean takes(byte[] block) {
        line = block;
        at = 0;
        fills.clear();
        try {
            return head() && events() && at == block.length && fills.areTrades();
        } catch (IndexOutOfBoundsException cutOff) {
            return false; // the line ends too early, which happens too seldom to look for
        } finally {
            line = null;
        }
    }

    private boolean head() {
        if (!passes(LOCAL_TIME) || !time()) {
            return false;
        }
        writtenAt = time.micros();
        if (!passes(BLOCK_TIME) || !time()) {
            return false;
        }
        blockTime = NaiveTime.floorToMillis(time.micros());
        number = passes(NUMBER) ? number() : -1;
        return number > 0 && passes(EVENTS);
    }

    private boolean passes(Literal key) {
        boolean isThere = key.isAt(line, at);
        at += key.length();
        return isThere;
    }

    private boolean time() {
        at = time.scan(line, at);
        return at > 0;
    }

    /** Pairs of user and fill, up to the end of the block. */
    private boolean events() {
        if (line[at] == ']') {
            at++;
            return line[at++] == '}';
        }
        do {
            at = fill.scan(line, at);
            if (at < 0) {
                return false;
            }
        } while (line[at++] == ',');
        return line[at - 1] == ']' && line[at++] == '}';
    }

    /** A number above 0; -1 if there is none. */
    private long number() {
        int start = at;
        long value = 0;
        while (line[at] >= '0' && line[at] <= '9' && at - start < MAX_DIGITS) {
            value = value * 10 + (line[at++] - '0');
        }
        return at == start || line[start] == '0' ? -1 : value;
    }
}
