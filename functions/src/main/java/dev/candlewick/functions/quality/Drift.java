package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.Reconciliation;
import dev.candlewick.functions.model.Reconciliation.Verdict;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;

/** Counts compared fields by verdict, and those that are not equal by field too. */
public final class Drift {
    private final Map<Verdict, Tally> byVerdict = new EnumMap<>(Verdict.class);
    private final Map<String, Tally> byField = new HashMap<>();

    private Drift() {}

    static Drift of(RuntimeContext context) {
        Drift drift = new Drift();
        for (Verdict verdict : Verdict.values()) {
            drift.byVerdict.put(verdict, Tally.of(context, nameOf(verdict)));
        }
        for (String field : Comparison.FIELDS) {
            drift.byField.put(field, Tally.of(context, "drift-" + field));
        }
        return drift;
    }

    /** The name of the count of fields with a verdict, such as {@code reconciled-different}. */
    public static String nameOf(Verdict verdict) {
        return "reconciled-" + verdict.label();
    }

    Reconciliation counted(Reconciliation row) {
        byVerdict.get(row.verdict()).add();
        if (row.verdict() != Verdict.EQUAL) {
            byField.get(row.field()).add();
        }
        return row;
    }
}
