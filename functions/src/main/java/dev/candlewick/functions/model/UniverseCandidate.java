package dev.candlewick.functions.model;

/**
 * An asset that the exchange lists, as it stood when its figures were received.
 *
 * @param context its figures; null where the exchange sent none
 * @param quality the share of its recent bars that are whole, from 0 to 1; null while it is unknown
 */
public record UniverseCandidate(
        String symbol, Market market, Terms terms, AssetContext context, Double quality) {

    /**
     * The terms on which the exchange lists an asset.
     *
     * @param delistsAt when an announced delisting takes effect; null if none is announced
     * @param onlyIsolated whether it can be traded on isolated margin only
     * @param maxLeverage 0 where the market has no leverage
     */
    public record Terms(boolean delisted, Long delistsAt, boolean onlyIsolated, int maxLeverage) {}
}
