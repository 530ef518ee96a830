package dev.candlewick.sources.json;

import java.io.Serializable;
import java.math.BigDecimal;

/** The highest price that is taken; it may change while input is read. */
@FunctionalInterface
public interface PriceBound extends Serializable {

    BigDecimal highest();

    /** One that stays. */
    static PriceBound of(BigDecimal price) {
        return new Fixed(price);
    }

    /** The same price all along. */
    record Fixed(BigDecimal highest) implements PriceBound {}
}
