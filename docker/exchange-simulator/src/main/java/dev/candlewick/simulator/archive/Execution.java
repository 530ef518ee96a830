package dev.candlewick.simulator.archive;

import dev.candlewick.simulator.TapeTrade;

/**
 * A trade with what the archive tells besides.
 *
 * @param hash of the transaction, which several trades share; of many all zeros
 * @param takerOid shared by the trades of one order
 */
record Execution(TapeTrade trade, String hash, long takerOid, long makerOid) {

    boolean bought() {
        return trade.side().equals("B");
    }

    long buyerOid() {
        return bought() ? takerOid : makerOid;
    }

    long sellerOid() {
        return bought() ? makerOid : takerOid;
    }
}
