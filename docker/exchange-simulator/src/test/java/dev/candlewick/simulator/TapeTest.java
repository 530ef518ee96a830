package dev.candlewick.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading, cutting and describing tapes. */
class TapeTest {

    private static final Tape TAPE = TestTapes.trades("BTC", 1, 100).build();

    @Test
    void isReadPlainOrCompressed() throws Exception {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        TAPE.write(plain);
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            TAPE.write(out);
        }
        ByteArrayOutputStream lz4 = new ByteArrayOutputStream();
        try (OutputStream out = new LZ4FrameOutputStream(lz4)) {
            TAPE.write(out);
        }
        for (ByteArrayOutputStream form : new ByteArrayOutputStream[] {plain, gzip, lz4}) {
            Tape read = Tape.read(new ByteArrayInputStream(form.toByteArray()));
            assertThat(read.frames()).isEqualTo(TAPE.frames());
        }
    }

    @Test
    void takesTheNewestExchangeTimeWhereNoneWasRecorded() throws Exception {
        String lines =
                TestTapes.bbo("BTC", 7)
                        + "\n{\"channel\":\"pong\"}\n"
                        + TestTapes.bbo("BTC", 6)
                        + "\n";
        Tape tape = Tape.read(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
        assertThat(tape.frames())
                .extracting(frame -> Tape.instant(frame.receivedNanos()))
                .containsExactly(TestTapes.at(7), TestTapes.at(7), TestTapes.at(7));
    }

    @Test
    void describesItself() {
        Tape tape =
                TestTapes.addTrades(Tape.builder(), "ETH", 1, 10)
                        .frame(TestTapes.at(20), TestTapes.bbo("BTC", 20))
                        .build();
        assertThat(tape.coins()).containsExactly("ETH", "BTC");
        assertThat(tape.tradedCoins()).containsExactly("ETH");
        assertThat(tape.trades()).hasSize(10);
        assertThat(tape.frameCount()).isEqualTo(11);
        assertThat(tape.firstTime()).isEqualTo(TestTapes.at(1));
        assertThat(tape.lastTime()).isEqualTo(TestTapes.at(20));
        assertThat(tape.duration()).isEqualTo(Duration.ofSeconds(19));
    }

    @Test
    void aCutBeginsWithWhatASubscriberWouldHaveGotThen() {
        Tape tape =
                TestTapes.trades("BTC", 1, 100)
                        .frame(TestTapes.at(10), TestTapes.l2Book("BTC", 10))
                        .frame(TestTapes.at(20), TestTapes.l2Book("BTC", 20))
                        .build();
        Tape cut = tape.cut(TestTapes.at(50), TestTapes.at(60));
        assertThat(cut.firstTime()).isEqualTo(TestTapes.at(50));
        assertThat(cut.lastTime()).isEqualTo(TestTapes.at(59));
        assertThat(cut.frames().get(0).trades())
                .containsExactly(TestTapes.tradeArray("BTC", 20, 49));
        assertThat(cut.frames().get(1).text()).isEqualTo(TestTapes.l2Book("BTC", 20));
        assertThat(cut.trades()).containsExactly(TestTapes.tradeArray("BTC", 20, 59));
    }

    @Test
    void playsWhatItCannotReadAsItIs() {
        TapeFrame frame =
                TapeFrame.parse(0, "{\"channel\":\"trades\",\"data\":[{\"coin\":\"BTC\"}]}");
        assertThat(frame.kind()).isEqualTo(TapeFrame.Kind.UNKNOWN);
    }

    @Test
    void saysWhichFileIsMissing(@TempDir Path folder) {
        Path missing = folder.resolve("missing.jsonl");
        assertThatThrownBy(() -> Tape.read(missing))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot read the tape " + missing + ": there is no such file");
    }

    @Test
    void isConvertedFromFlatRows(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("trades_BTC.csv"),
                """
                timestamp,price,size,side,trade_id,exchange_timestamp
                1757015216.673878,109741.0,0.91116,buy,11,1757015209306
                1757015216.673878,109742.0,0.00011,sell,12,1757015209306
                1757015240.5,109742.0,0.2,sell,13,1757015240001
                """);
        Files.writeString(
                folder.resolve("bbo_BTC.csv"),
                """
                timestamp,price,size,side,exchange_timestamp
                1757015216.8747032,109755.0,3.24457,bid,1757015216253
                1757015216.8747032,109756.0,15.17236,ask,1757015216253
                1757015217.1,109755.5,1.0,bid,1757015216900
                """);
        assertThat(TapeConverter.convert(folder).frames())
                .extracting(frame -> frame.receivedNanos() + " " + frame.text())
                .containsExactly(
                        "1757015216673878000 "
                                + Frames.trades(
                                        TapeTrade.of(
                                                "BTC",
                                                "B",
                                                "109741.0",
                                                "0.91116",
                                                1757015209306L,
                                                11),
                                        TapeTrade.of(
                                                "BTC",
                                                "A",
                                                "109742.0",
                                                "0.00011",
                                                1757015209306L,
                                                12)),
                        "1757015216874703200 "
                                + Frames.bbo(
                                        "BTC",
                                        1757015216253L,
                                        Frames.level("109755.0", "3.24457"),
                                        Frames.level("109756.0", "15.17236")),
                        "1757015217100000000 "
                                + Frames.bbo(
                                        "BTC",
                                        1757015216900L,
                                        Frames.level("109755.5", "1.0"),
                                        Frames.level("109756.0", "15.17236")),
                        "1757015217101000000 " + Frames.closed("connection lost"),
                        "1757015240500000000 "
                                + Frames.trades(
                                        TapeTrade.of(
                                                "BTC",
                                                "A",
                                                "109742.0",
                                                "0.2",
                                                1757015240001L,
                                                13)));
    }
}
