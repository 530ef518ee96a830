package dev.candlewick.simulator;

import java.time.Duration;

/**
 * What is played, how fast, and what goes wrong.
 *
 * @param speed times the recorded speed, infinite for as fast as clients take it
 */
record PlayerSettings(Tape tape, double speed, boolean loop, Script script, long seed) {

    /** The smallest whole number of hours longer than the tape, its oldest trade included. */
    long roundMillis() {
        long last = tape.lastTime().toEpochMilli();
        long first = tape.firstTime().toEpochMilli();
        for (TapeTrade trade : tape.trades()) {
            first = Math.min(first, trade.time());
            last = Math.max(last, trade.time());
        }
        return Duration.ofHours(Duration.ofMillis(last - first).toHours() + 1).toMillis();
    }
}
