package dev.candlewick.job.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.dag.Transformation;

/**
 * Numbers the planner's operators from one on. The planner counts on over everything that a process
 * has planned, so that its own uids would not be the same after a restart.
 */
final class StableUids {

    private static final Pattern OF_PLANNER = Pattern.compile("(\\d+)_(.*)");
    private static final String PREFIX = "sql-";

    private StableUids() {}

    /** Of the operators that these stand for, and of what leads to them. */
    static void give(List<Transformation<?>> added) {
        Set<Integer> seen = new HashSet<>();
        List<Transformation<?>> planned = new ArrayList<>();
        added.forEach(each -> collect(each, seen, planned));
        List<Integer> ids = planned.stream().map(StableUids::id).distinct().sorted().toList();
        for (Transformation<?> each : planned) {
            Matcher uid = OF_PLANNER.matcher(each.getUid());
            if (uid.matches()) {
                each.setUid(PREFIX + (ids.indexOf(id(each)) + 1) + "-" + uid.group(2));
            }
        }
    }

    private static void collect(
            Transformation<?> each, Set<Integer> seen, List<Transformation<?>> planned) {
        if (!seen.add(each.getId())) {
            return;
        }
        each.getInputs().forEach(input -> collect(input, seen, planned));
        if (each.getUid() != null && OF_PLANNER.matcher(each.getUid()).matches()) {
            planned.add(each);
        }
    }

    private static Integer id(Transformation<?> each) {
        Matcher uid = OF_PLANNER.matcher(each.getUid());
        if (!uid.matches()) {
            throw new IllegalStateException("Not a uid of the planner: " + each.getUid());
        }
        return Integer.valueOf(uid.group(1));
    }
}
