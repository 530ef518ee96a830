package dev.candlewick.functions.bars;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarRun;

/** Takes the bars of a symbol. */
interface BarOutput {

    /** Final bars of one interval. */
    void closed(BarRun bars);

    /** A bar of an open window. */
    void forming(Bar bar);
}
