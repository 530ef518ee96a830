package dev.candlewick.functions.bars;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarRun;
import java.util.function.Consumer;

/** Takes the bars of a symbol one by one, final or forming. */
record EachBar(Consumer<Bar> bars) implements BarOutput {
    @Override
    public void closed(BarRun run) {
        run.each(bars);
    }

    @Override
    public void forming(Bar bar) {
        bars.accept(bar);
    }
}
