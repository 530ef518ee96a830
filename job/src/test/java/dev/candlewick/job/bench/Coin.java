package dev.candlewick.job.bench;

import java.util.SplittableRandom;

/**
 * A coin of the generated market.
 *
 * @param share of all trades
 * @param firstPrice in units of its last decimal
 * @param typicalSize likewise
 */
record Coin(
        String name,
        double share,
        int priceScale,
        long firstPrice,
        int sizeScale,
        long typicalSize) {

    private static final int COUNT = 30;
    private static final String[] NAMES = {
        "HYPE", "XRP", "DOGE", "SUI", "kPEPE", "WLFI", "ENA", "LINK", "AVAX", "ADA", "BNB", "LTC",
        "ARB", "OP", "APT", "TIA", "SEI", "INJ", "NEAR", "DOT", "UNI", "AAVE", "CRV", "LDO", "WIF",
        "JUP", "FTM"
    };

    /** Three that trade most of the time, and many that trade now and then. */
    static Coin[] all() {
        Coin[] coins = new Coin[COUNT];
        coins[0] = new Coin("BTC", 0.36, 1, 723_450, 5, 12_000);
        coins[1] = new Coin("ETH", 0.21, 1, 25_123, 4, 15_000);
        coins[2] = new Coin("SOL", 0.14, 2, 16_834, 2, 900);
        double share = (1 - 0.36 - 0.21 - 0.14) / NAMES.length;
        for (int i = 0; i < NAMES.length; i++) {
            int priceScale = 2 + i % 4;
            coins[3 + i] = new Coin(NAMES[i], share, priceScale, 20_000 + 997L * i, i % 3, 800);
        }
        return coins;
    }

    /** A small step of the price, now and then none. */
    long move(long price, SplittableRandom random) {
        return Math.max(1_000, price + random.nextInt(5) - 2);
    }

    StringBuilder price(StringBuilder out, long digits) {
        return decimal(out, digits, priceScale);
    }

    StringBuilder size(StringBuilder out, long digits) {
        return decimal(out, digits, sizeScale);
    }

    /** As the exchange writes decimals: at least one digit after the point. */
    private static StringBuilder decimal(StringBuilder out, long digits, int scale) {
        int start = out.length();
        out.append(digits);
        if (scale == 0) {
            return out.append(".0");
        }
        while (out.length() - start <= scale) {
            out.insert(start, '0');
        }
        return out.insert(out.length() - scale, '.');
    }
}
