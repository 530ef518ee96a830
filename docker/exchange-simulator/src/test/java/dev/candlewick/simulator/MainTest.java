package dev.candlewick.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {

    @Test
    void refusesWhatItDoesNotUnderstand() throws Exception {
        assertThat(Main.run("--fast")).isEqualTo(2);
        assertThat(Main.run("--speed", "0")).isEqualTo(2);
        assertThat(Main.run("--speed", "quick")).isEqualTo(2);
        assertThat(Main.run("--port", "70000")).isEqualTo(2);
        assertThat(Main.run("--port")).isEqualTo(2);
    }

    @Test
    void saysThatATapeIsMissing() throws Exception {
        assertThat(Main.run("--tape", "no/such/tape.jsonl")).isEqualTo(1);
    }

    @Test
    void saysThatAPortIsTaken() throws Exception {
        Tape tape = TestTapes.trades("BTC", 1, 3).build();
        try (ExchangeSimulator other = ExchangeSimulator.builder().tape(tape).build().start()) {
            String taken = String.valueOf(other.url().getPort());
            assertThat(Main.run("--port", taken)).isEqualTo(1);
            assertThat(Main.run("--rest-port", taken)).isEqualTo(1);
        }
    }
}
