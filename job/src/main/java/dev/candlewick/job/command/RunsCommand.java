package dev.candlewick.job.command;

import java.util.concurrent.Callable;

/** A command that is done when it returns, and says what is wrong by throwing. */
interface RunsCommand extends Callable<Integer> {

    void execute() throws Exception;

    @Override
    default Integer call() throws Exception {
        execute();
        return 0;
    }
}
