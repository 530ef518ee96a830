package dev.candlewick.sources.hyperliquid.rest;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A recorded body of {@code metaAndAssetCtxs} whose volumes and open interest wander about their
 * recorded values, some of whose assets have no prices for a while, and some of which are delisted.
 */
final class WanderingBody {

    private static final Pattern ASSET = Pattern.compile("\\{[^{}]*\"name\":[^{}]*}");
    private static final Pattern CONTEXT = Pattern.compile("\\{\"funding\":[^{}]*}");
    private static final Pattern WANDERS =
            Pattern.compile("\"(dayNtlVlm|openInterest)\":\"([^\"]+)\"");
    private static final double RETURNS = 0.9;
    private static final double STEP = 0.25;

    private final String recorded;
    private final Random random;
    private final double[] factors;
    private final Set<Integer> delisted = new HashSet<>();

    WanderingBody(String recorded, Random random) {
        this.recorded = recorded;
        this.random = random;
        this.factors = new double[Math.toIntExact(CONTEXT.matcher(recorded).results().count())];
    }

    /** The body some minutes later. */
    String next() {
        if (random.nextInt(8) == 0) {
            delisted.add(random.nextInt(factors.length));
        }
        AtomicInteger asset = new AtomicInteger();
        String listed =
                ASSET.matcher(recorded).replaceAll(found -> asset(found, asset.getAndIncrement()));
        AtomicInteger context = new AtomicInteger();
        return CONTEXT.matcher(listed)
                .replaceAll(found -> context(found, context.getAndIncrement()));
    }

    private String asset(MatchResult found, int number) {
        String asset = found.group();
        boolean delists = delisted.contains(number) && !asset.contains("isDelisted");
        return Matcher.quoteReplacement(
                delists ? asset.replace("}", ",\"isDelisted\":true}") : asset);
    }

    private String context(MatchResult found, int number) {
        factors[number] = RETURNS * factors[number] + STEP * random.nextGaussian();
        BigDecimal factor = BigDecimal.valueOf(Math.exp(factors[number]));
        String context = WANDERS.matcher(found.group()).replaceAll(field -> times(field, factor));
        boolean hasNoPrices = random.nextInt(200) == 0;
        return Matcher.quoteReplacement(
                hasNoPrices
                        ? context.replaceAll("\"(midPx|premium)\":\"[^\"]+\"", "\"$1\":null")
                                .replaceAll("\"impactPxs\":\\[[^]]*]", "\"impactPxs\":null")
                        : context);
    }

    private static String times(MatchResult field, BigDecimal factor) {
        BigDecimal value =
                new BigDecimal(field.group(2)).multiply(factor).round(MathContext.DECIMAL32);
        return "\"" + field.group(1) + "\":\"" + value.toPlainString() + "\"";
    }
}
