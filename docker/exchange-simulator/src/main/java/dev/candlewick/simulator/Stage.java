package dev.candlewick.simulator;

import java.time.Duration;
import java.util.function.Predicate;

/** What faults can do to the simulator. */
interface Stage {

    void drop(Predicate<Session> which);

    void outage(Duration tapeTime);

    void stall(Session.Voice voice, Duration duration);

    void broadcast(String text);

    /** The HTTP port is closed for a while. */
    void closeHttp(Duration duration);

    SentimentIndex sentiment();

    Switches switches();
}
