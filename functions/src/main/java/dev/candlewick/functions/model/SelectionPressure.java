package dev.candlewick.functions.model;

import java.io.Serializable;

/**
 * What a genetic optimiser of trading strategies should favour in a {@link Regime}, each from 0 to
 * 1.
 */
public record SelectionPressure(
        double contrarianBias,
        double momentumBias,
        double volatilityTolerance,
        double positionSizing,
        double holdingPeriod)
        implements Serializable {}
