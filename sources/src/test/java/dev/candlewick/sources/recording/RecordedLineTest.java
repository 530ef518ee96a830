package dev.candlewick.sources.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.sources.feed.FeedSignal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a line of a tape falls into its receive time and its frame. */
class RecordedLineTest {

    @Test
    void theReceiveTimeIsTakenOffTheFrame() {
        RecordedLine line = parse("1737918843893903999 {\"a\":1}");

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
            RecordedLine line = parse(text);
            assertThat(line.isTimed()).as(text).isFalse();
            assertThat(new String(line.frame(), StandardCharsets.UTF_8)).isEqualTo(text);
        }
    }

    @Test
    void whatARecorderAddsComesBackAsItWas() {
        for (FeedSignal signal :
                List.of(
                        new FeedSignal.Connected(),
                        new FeedSignal.Disconnected("closed with 1006: \"ä\""),
                        new FeedSignal.Recording(
                                "wss://x/ws", List.of("BTC", "@1", ""), "20260101", 4))) {
            byte[] line = RecordedLine.ofSignal(5, signal);
            RecordedLine read = RecordedLine.parse(Arrays.copyOf(line, line.length - 1));

            assertThat(read.receivedAt()).isEqualTo(5);
            assertThat(read.isControl()).isTrue();
            assertThat(read.signal("file", 5)).isEqualTo(signal);
        }
    }

    @Test
    void aRecorderMayPutBlanksBetweenTheParts() {
        RecordedLine line =
                parse("7000 { \"channel\": \"connection\", \"data\": {\"state\": \"closed\"}}");

        assertThat(line.signal("file", 7)).isEqualTo(new FeedSignal.Disconnected("closed"));
    }

    @Test
    void aRecordersLineThatMakesNoSenseIsRefused() {
        for (String data : List.of("{\"state\":\"away\"}", "{}", "7", "{\"state\"")) {
            RecordedLine line = parse("7000 {\"channel\":\"connection\",\"data\":" + data + "}");

            assertThat(line.signal("file", 7)).as(data).isInstanceOf(FeedSignal.Rejected.class);
        }
    }

    @Test
    void aFrameThatLooksLikeARecordersStaysAFrame() {
        byte[] frame = "{\"channel\":\"connection\"}\n".getBytes(StandardCharsets.UTF_8);
        byte[] line = RecordedLine.ofFrame(7, frame);
        RecordedLine read = RecordedLine.parse(Arrays.copyOf(line, line.length - 1));

        assertThat(read.isControl()).isFalse();
        assertThat(read.frame()).isEqualTo(frame);
    }

    private static RecordedLine parse(String line) {
        return RecordedLine.parse(line.getBytes(StandardCharsets.UTF_8));
    }
}
