package dev.candlewick.job.faults;

import java.util.List;

/** Before, in and after each step of what must not be half done. */
public final class KillPoints {

    private KillPoints() {}

    /** A lake commit, a publication of the hot store and a rotation of the journal. */
    public static List<KillPoint> ofARun() {
        return all(
                List.of(
                        around("a file of the lake", "create", "/lake/trades/.*inprogress"),
                        in("a file of the lake", "/lake/trades/.*inprogress"),
                        ofACheckpoint(),
                        around("a commit to the lake", "rename", "/lake/trades/date=.*[.]parquet$"),
                        in("the published store", "/hot/[.]writer/published[.]tmp$"),
                        around("a publication", "rename", "/hot/candlewick[.]duckdb$"),
                        around(
                                "the newest rows of a store",
                                "rename",
                                "/hot/[.]writer/recent-.*csv$"),
                        around(
                                "a segment of the journal",
                                "create",
                                "/journal/.*/[0-9]*[1-9][0-9]*[.]jsonl$"),
                        in("a segment of the journal", "/journal/.*[.]jsonl$"),
                        around("the end of a segment", "unlink", "/journal/.*[.]jsonl$")));
    }

    /** What the job manager writes between the two halves of a commit. */
    public static List<KillPoint> ofACheckpoint() {
        return all(
                List.of(
                        around("the checkpoint of a commit", "rename", "/checkpoints/.*_metadata$"),
                        in("the checkpoint of a commit", "/checkpoints/.*_metadata")));
    }

    public static List<KillPoint> ofACompaction() {
        return all(
                List.of(
                        in("a merged file", "/lake/.*[0-9a-f-]{36}[.]parquet$"),
                        around(
                                "the delivery of a merged file",
                                "rename",
                                "/lake/trades/date=.*[.]parquet$"),
                        in("a list of hidden files", "/lake/trades/_hidden/[.]"),
                        around("the switch of readers", "rename", "/lake/trades/_hidden/.*csv$"),
                        around(
                                "the removal of a merged file",
                                "unlink",
                                "/lake/trades/date=.*[.]parquet$")));
    }

    private static List<KillPoint> around(String step, String call, String path) {
        return List.of(
                new KillPoint(step, call, "before", path),
                new KillPoint(step, call, "after", path));
    }

    private static List<KillPoint> in(String step, String path) {
        return List.of(new KillPoint(step, "write", "in", path));
    }

    private static List<KillPoint> all(List<List<KillPoint>> points) {
        return points.stream().flatMap(List::stream).toList();
    }
}
