package dev.candlewick.functions.sentiment;

import java.util.List;

/** An entry of a list that is sorted by reading date. */
interface Dated {

    long date();

    /** The position of the first entry after a date. */
    static int firstAfter(List<? extends Dated> sorted, long date) {
        int from = 0;
        int to = sorted.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted.get(middle).date() <= date) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
