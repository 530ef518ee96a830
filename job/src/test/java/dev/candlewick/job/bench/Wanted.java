package dev.candlewick.job.bench;

import java.util.regex.Pattern;

/** Which measurements are made: those in whose name the pattern is found; all if it is empty. */
record Wanted(String pattern) {

    boolean includes(String name) {
        return Pattern.compile(pattern).matcher(name).find();
    }
}
