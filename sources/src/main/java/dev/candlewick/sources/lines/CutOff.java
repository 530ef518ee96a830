package dev.candlewick.sources.lines;

import java.io.IOException;

/**
 * A compressed file ends too early, as when its writer was killed, or goes on with something else.
 * What comes before holds; any other damage makes all of the content doubtful.
 */
final class CutOff extends IOException {

    CutOff() {
        super("it is cut off");
    }

    CutOff(String message) {
        super(message);
    }
}
