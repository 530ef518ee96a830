package dev.candlewick.sources.tape;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a line of a tape falls into its receive time and its frame. */
class TapeLineTest {

    @Test
    void theReceiveTimeIsTakenOffTheFrame() {
        TapeLine line = parse("1737918843893903999 {\"a\":1}");

        assertThat(line.receivedAt()).isEqualTo(1_737_918_843_893_903L);
        assertThat(new String(line.frame(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
    }

    @Test
    void whatIsNoReceiveTimeStaysInTheFrame() {
        for (String text :
                List.of(
                        "{\"a\":1}",
                        "12",
                        "",
                        " {}",
                        "-5 {}",
                        "12345678901234567890 {}",
                        "1.5 {}")) {
            TapeLine line = parse(text);
            assertThat(line.isTimed()).as(text).isFalse();
            assertThat(new String(line.frame(), StandardCharsets.UTF_8)).isEqualTo(text);
        }
    }

    private static TapeLine parse(String line) {
        return TapeLine.parse(line.getBytes(StandardCharsets.UTF_8));
    }
}
