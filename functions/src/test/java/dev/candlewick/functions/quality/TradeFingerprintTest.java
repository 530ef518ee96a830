package dev.candlewick.functions.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.TestingFeed;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.functions.model.TradeRun;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TradeFingerprintTest {
    private final TestingFeed btc = new TestingFeed("BTC");

    @Test
    void isTheSameForTheSameTradeHoweverItsDecimalsAreWritten() {
        assertThat(of("12:00:00", "100", "0.5", Side.BUY))
                .isEqualTo(of("12:00:00", "100.00", "0.50", Side.BUY))
                .isEqualTo(of("12:00:00", "1E+2", "5E-1", Side.BUY));
    }

    @Test
    void differsWithPriceSizeSideAndTime() {
        Set<Long> fingerprints = new HashSet<>();
        for (String time : new String[] {"12:00:00", "12:00:00.001"}) {
            for (Side side : Side.values()) {
                for (String price : new String[] {"100", "10", "0.01", "100.1"}) {
                    for (String size : new String[] {"100", "10", "0.01", "100.1"}) {
                        fingerprints.add(of(time, price, size, side));
                    }
                }
            }
        }

        assertThat(fingerprints).hasSize(64);
    }

    @Test
    void differsForAllTradesOfATickGrid() {
        Set<Long> fingerprints = new HashSet<>();
        for (int price = 1; price <= 500; price++) {
            for (int size = 1; size <= 500; size++) {
                Trade trade = btc.trade("12:00:00", "1", "1", Side.BUY, 1L).trade();
                fingerprints.add(
                        TradeFingerprint.of(
                                TradeRun.of(
                                        new Trade(
                                                trade.symbol(),
                                                trade.tradeTime(),
                                                BigDecimal.valueOf(price, 1),
                                                BigDecimal.valueOf(size, 3),
                                                trade.side(),
                                                trade.tradeId(),
                                                trade.receivedAt(),
                                                trade.origin())),
                                0));
            }
        }

        assertThat(fingerprints).hasSize(250_000);
    }

    private long of(String time, String price, String size, Side side) {
        return TradeFingerprint.of(btc.trade(time, price, size, side, 1L).run(), 0);
    }
}
