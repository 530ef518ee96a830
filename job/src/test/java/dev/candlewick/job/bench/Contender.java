package dev.candlewick.job.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One of what is compared.
 *
 * @param trades how many it reads
 * @param check what looks at its bars; null where they stay inside of it
 * @param lake the command that writes the lake that it reads; empty if it reads none
 */
record Contender(
        String name,
        List<String> command,
        long trades,
        BarCheck check,
        List<String> lake,
        List<Measured> rounds) {

    Contender(String name, List<String> command, long trades, BarCheck check) {
        this(name, command, trades, check, List.of(), new ArrayList<>());
    }

    /** The same over a lake that another command has written, whose time does not count. */
    Contender overLakeOf(List<String> other) {
        return new Contender(name, command, trades, check, other, rounds);
    }

    /** The round in the middle, by CPU time. */
    Measured median() {
        List<Measured> sorted = new ArrayList<>(rounds);
        sorted.sort(Comparator.comparingDouble(Measured::cpuSeconds));
        return sorted.get(sorted.size() / 2);
    }

    /** Of the median. */
    double tradesPerCpuSecond() {
        return trades / median().cpuSeconds();
    }
}
