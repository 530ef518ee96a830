package dev.candlewick.job.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A day of trades of 30 coins as an exchange might send them, 1.85 to a frame and in the order of
 * time. The same arguments give the same trades; each further day is the first one again, a day
 * later and with other ids.
 */
final class GeneratedTrades {

    /** 2024-11-01T00:00:00Z. */
    static final long START_MILLIS = 1_730_419_200_000L;

    static final long DAY_MILLIS = 86_400_000L;

    private static final int USERS = 5_000;
    private static final int MINUTES = 1_440;
    private static final long FIRST_ID = 100_000_000_000_000L;
    private static final double TRADES_PER_FRAME = 1.85;

    /** Every so many frames one is moved onto the minute, where windows end. */
    private static final int ON_THE_MINUTE = 2_000;

    private final int tradesPerDay;
    private final Coin[] coins = Coin.all();
    private final String[] users = new String[USERS];

    GeneratedTrades(int tradesPerDay) {
        this.tradesPerDay = tradesPerDay;
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < USERS; i++) {
            users[i] = hex(random, 40);
        }
    }

    /**
     * One trade.
     *
     * @param priceDigits without its point, which stands {@code coin.priceScale()} from the end
     * @param sizeDigits likewise
     */
    record Fill(
            long id,
            long priceDigits,
            long sizeDigits,
            boolean isBuy,
            String buyer,
            String seller) {}

    /** Trades of one coin and millisecond. */
    record Frame(Coin coin, long timeMillis, String hash, List<Fill> fills) {}

    /** Hands over the frames of a day, 0 for the first, in the order of time. */
    void frames(int day, Consumer<Frame> out) {
        SplittableRandom random = new SplittableRandom(42);
        long[] price = new long[coins.length];
        for (int i = 0; i < coins.length; i++) {
            price[i] = coins[i].firstPrice();
        }
        long offset = START_MILLIS + day * DAY_MILLIS;
        long id = FIRST_ID + (long) day * tradesPerDay * 16;
        int frames = (int) Math.round(tradesPerDay / TRADES_PER_FRAME);
        int left = tradesPerDay;
        for (int i = 0; i < frames; i++) {
            long time = i * DAY_MILLIS / frames;
            if (i % ON_THE_MINUTE == 0) {
                time -= time % (DAY_MILLIS / MINUTES);
            }
            int chosen = choose(random.nextDouble());
            int count = i == frames - 1 ? left : Math.min(count(random), left - (frames - 1 - i));
            List<Fill> fills = new ArrayList<>(count);
            for (int k = 0; k < count; k++) {
                price[chosen] = coins[chosen].move(price[chosen], random);
                id += 1 + random.nextInt(15);
                fills.add(fill(id, price[chosen], coins[chosen], random));
            }
            left -= count;
            out.accept(new Frame(coins[chosen], offset + time, hex(random, 64), fills));
        }
    }

    private Fill fill(long id, long price, Coin coin, SplittableRandom random) {
        return new Fill(
                id,
                price,
                1 + (long) (coin.typicalSize() * -Math.log(1 - random.nextDouble())),
                random.nextBoolean(),
                users[random.nextInt(USERS)],
                users[random.nextInt(USERS)]);
    }

    private int choose(double share) {
        for (int i = 0; i < coins.length; i++) {
            share -= coins[i].share();
            if (share < 0) {
                return i;
            }
        }
        return coins.length - 1;
    }

    /** At least one; 1.85 on the average. */
    private static int count(SplittableRandom random) {
        int count = 1;
        while (count < 40 && random.nextDouble() < 1 - 1 / TRADES_PER_FRAME) {
            count++;
        }
        return count;
    }

    private static String hex(SplittableRandom random, int digits) {
        StringBuilder hex = new StringBuilder(digits + 2).append("0x");
        for (int i = 0; i < digits; i += 16) {
            String part = Long.toHexString(random.nextLong() | Long.MIN_VALUE);
            hex.append(part, 0, Math.min(16, digits - i));
        }
        return hex.toString();
    }
}
