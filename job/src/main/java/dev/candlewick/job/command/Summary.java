package dev.candlewick.job.command;

import dev.candlewick.job.local.RunResult;
import dev.candlewick.job.settings.Settings;
import java.io.PrintStream;

record Summary(RunResult result, Settings settings) {
    static Summary of(RunResult result, Settings settings) {
        return new Summary(result, settings);
    }

    void print(PrintStream out) {
        for (String name :
                new String[] {
                    "framesReceived", "trades", "duplicates", "rejected", "late", "gaps"
                }) {
            out.println(name + " " + result.counts().total(name));
        }
    }
}
