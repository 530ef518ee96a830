package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.simulator.Tape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Lakes that the real job wrote: which pass as they are and fail where they were tampered with. */
class VerifyITCase extends VerifyFixture {

    @Test
    void whatTheJobWroteIsWhatItsTradesMake() throws IOException {
        assertThat(verify()).as(shell.errorLines().toString()).isZero();

        assertThat(shell.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
                .contains(
                        "bar_interval complete quiet partial repaired mid_skipped different",
                        "1m 135 0 9 0 0 0",
                        "1h 0 0 8 0 0 0")
                .anyMatch(line -> line.matches("1s \\d+ [1-9]\\d+ \\d+ 0 0 0"))
                .last()
                .asString()
                .matches("The [\\d,]+ stored bars are what the 20,524 trades make.");
        assertThat(shell.errorLines()).isEmpty();
    }

    @Test
    void aChangedFieldOfABarIsFound() throws Exception {
        rewrite(
                "bars",
                "* REPLACE (close + (%s)::INTEGER AS close)".formatted(bar("'5m'")),
                "true");

        assertThat(verify()).isEqualTo(1);
        assertThat(shell.out())
                .contains(
                        "BTC     5m            2025-09-04T20:00:00Z  close  110094    110093 "
                                + " trades");
        assertThat(shell.errorLines())
                .containsExactly("candlewick: one field of a stored bar is wrong");
    }

    @Test
    void aQuietBarAtAnotherPriceIsFound() throws Exception {
        rewrite(
                "bars",
                "* REPLACE (open + (coverage = 'quiet' AND symbol = 'WLFI')::INTEGER AS open)",
                "true");

        assertThat(verify()).isEqualTo(1);
        assertThat(shell.out()).contains("WLFI    1s");
    }

    @Test
    void aLostTradeIsFound() throws Exception {
        rewrite("trades", "*", "trade_id <> (SELECT min(trade_id) FROM read_parquet('%s'))");

        assertThat(verify()).isEqualTo(1);
        assertThat(shell.out()).contains("trade_count");
    }

    @Test
    void aLostBarIsFound() throws Exception {
        rewrite("bars", "*", "NOT " + bar("'1m'"));

        assertThat(verify()).isEqualTo(1);
        assertThat(shell.out()).contains("BTC     1m            2025-09-04T20:00:00Z  trade_count");
    }

    @Test
    void aWindowThatNeitherABarNorAGapExplainsIsFound() throws Exception {
        rewrite(
                "bars",
                "*",
                "NOT (bar_interval = '1s' AND symbol = 'WLFI' AND coverage = 'quiet')");

        assertThat(verify()).isEqualTo(1);
        assertThat(shell.out()).containsPattern("WLFI +1s .* bar .* gaps");
    }

    @Test
    void aDamagedFileIsListedAndTheRestIsVerified() throws Exception {
        rewrite(
                "bars",
                "* REPLACE (close + (%s)::INTEGER AS close)".formatted(bar("'5m'")),
                "true");
        Path damaged = files("trades").get(0).resolveSibling("damaged.parquet");
        byte[] bytes = Files.readAllBytes(files("trades").get(0));
        Arrays.fill(bytes, 4, 204, (byte) 0xA5);
        Files.write(damaged, bytes);

        assertThat(verify()).isEqualTo(1);
        assertThat(shell.out()).contains("BTC     5m            2025-09-04T20:00:00Z  close");
        assertThat(shell.errorLines())
                .anyMatch(line -> line.contains(damaged + ": "))
                .anyMatch(line -> line.contains("left out: the files above cannot be read"));
    }

    @Test
    void onlyTheTimeThatIsAskedForIsVerified() throws Exception {
        rewrite(
                "bars",
                "* REPLACE (close + (%s)::INTEGER AS close)".formatted(bar("'5m'")),
                "true");

        assertThat(verify("--to", "2025-09-04T20:04")).isZero();
        assertThat(verify("--from", "2025-09-04T20:00:01Z")).isZero();
        assertThat(verify("--from", "2025-09-04")).isEqualTo(1);
        assertThat(verify("--from", "2025-09-05")).isEqualTo(1);
        assertThat(shell.errorLines())
                .last()
                .isEqualTo("candlewick: nothing to verify: no bar is stored in that time");
    }

    @Test
    void highsThatTheExchangeHasOtherwiseAreCountedOnly() throws Exception {
        writeCandles("+ (symbol = 'BTC' AND bar_interval = '5m')::INTEGER", "+ 1e-9");

        assertThat(verify()).as(shell.out()).isZero();
        assertThat(shell.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
                .contains("high 205 5 2.439", "volume 205 0 0");
    }

    @Test
    void anotherVolumeThanTheExchangesIsWrong() throws Exception {
        writeCandles("", "+ (symbol = 'WLFI' AND bar_interval = '15m')::INTEGER");

        assertThat(verify()).isEqualTo(1);
        assertThat(shell.out()).containsPattern("WLFI +15m .* volume .* exchange");
    }

    /** WLFI was traded in whole numbers only. */
    @Test
    void aSmallDifferenceIsFoundByTheDecimalsThatTheExchangeLists() throws Exception {
        String small = "+ 0.01 * (symbol = 'WLFI' AND bar_interval = '15m')::INTEGER";
        writeCandles("", small);
        assertThat(verify()).as(shell.out()).isZero();

        writeCandles("", small, "2");
        assertThat(verify()).isEqualTo(1);
        assertThat(shell.out()).containsPattern("WLFI +15m .* volume .* exchange");
    }

    @Test
    void sumsBeyond128BitsAreVerifiedToo() throws Exception {
        Path big = Files.createDirectories(folder.resolve("big"));
        StringBuilder tape = new StringBuilder();
        String[] prices = {"999999999", "0.00000001", "999999998.5", "123456.789"};
        String[] sizes = {"1000000000000000000", "0.000001", "999999999999999000", "0.25"};
        for (int i = 0; i < 40; i++) {
            long time = START.toEpochMilli() + i * 5_000L;
            tape.append(time)
                    .append(
                            "000000"
                                    + " {\"channel\":\"trades\",\"data\":[{\"coin\":\"BIG\",\"side\":\"")
                    .append(i % 3 == 0 ? "A" : "B")
                    .append("\",\"px\":\"")
                    .append(prices[i % 4])
                    .append("\",\"sz\":\"")
                    .append(sizes[(i / 2) % 4])
                    .append("\",\"time\":")
                    .append(time)
                    .append(",\"tid\":")
                    .append(i + 1)
                    .append("}]}\n");
        }
        replay(big, Files.writeString(big.resolve("big.jsonl"), tape), "1m,1h");

        assertThat(shell.run("verify", "--set", "lake.path=" + big.resolve("lake")))
                .as(shell.out() + shell.errorLines())
                .isZero();
        assertThat(shell.out()).contains("what the 40 trades make");
    }

    @Test
    void twoRunsThatShareAWindowEachHoldWhatTheySaw() throws Exception {
        Path lake = folder.resolve("runs");
        Instant cut = Instant.parse("2025-09-04T20:03:30Z");
        replay(lake, Tape.recorded().cut(START, cut), "1m,1h");
        replay(lake, Tape.recorded().cut(cut.plusSeconds(40), END), "1m,1h");

        assertThat(shell.run("verify", "--set", "lake.path=" + lake.resolve("lake")))
                .as(shell.out() + shell.errorLines())
                .isZero();
    }

    @Test
    void whereNoLakeIsItSaysSo() {
        assertThat(shell.run("verify", "--set", "lake.path=nowhere://bucket/lake")).isEqualTo(1);
        assertThat(shell.run("verify", "--set", "lake.path=" + folder.resolve("none")))
                .isEqualTo(2);
        assertThat(shell.errorLines())
                .hasSize(2)
                .anyMatch(line -> line.contains("lake.path = nowhere://bucket/lake"))
                .anyMatch(line -> line.contains("no lake is there"));
    }
}
