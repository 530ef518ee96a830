package dev.candlewick.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Runs the simulator alone until its tape is over. */
public final class Main {

    private static final String USAGE =
            """
            usage: exchange-simulator [--tape FILE] [--speed N|max] [--loop] [--host ADDRESS] [--port N] [--rest-port N]

              --tape FILE     frames to play, one a line; default: the tape that ships with the simulator
              --speed N|max   times the recorded speed, default 1
              --loop          play the tape again and again
              --host ADDRESS  address to listen on, default 127.0.0.1
              --port N        WebSocket port, default a free one
              --rest-port N   HTTP port, default a free one

            The tape starts when the trades of all its coins have been subscribed.""";

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        System.exit(run(args));
    }

    /**
     * Returns the exit code: 0 at the end of the tape, 1 when it could not be played, 2 for wrong
     * arguments.
     */
    static int run(String... args) throws InterruptedException {
        SimulatorBuilder builder;
        try {
            builder = parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + USAGE);
            return 2;
        } catch (IOException e) {
            System.err.println(e.getMessage());
            return 1;
        }
        try (ExchangeSimulator exchange = builder.build().start()) {
            System.out.println("WebSocket " + exchange.url());
            System.out.println("REST      " + exchange.restUrl() + "/info");
            System.out.println("Sentiment " + exchange.sentimentUrl());
            while (!exchange.awaitEnd(Duration.ofHours(1))) {
                // A looping tape has no end.
            }
            exchange.awaitGoodbyes(Duration.ofSeconds(5));
            return 0;
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private static SimulatorBuilder parse(String[] args) throws IOException {
        SimulatorBuilder builder = ExchangeSimulator.builder();
        Tape tape = null;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--loop" -> builder.loop(true);
                case "--tape" -> tape = Tape.read(Path.of(value(args, ++i)));
                case "--speed" -> speed(builder, value(args, ++i));
                case "--host" -> builder.host(value(args, ++i));
                case "--port" -> builder.port(port(value(args, ++i)));
                case "--rest-port" -> builder.restPort(port(value(args, ++i)));
                default -> throw new IllegalArgumentException("unknown argument " + args[i]);
            }
        }
        return builder.tape(tape == null ? Tape.recorded() : tape);
    }

    private static void speed(SimulatorBuilder builder, String value) {
        if (value.equals("max")) {
            builder.maxSpeed();
            return;
        }
        try {
            builder.speed(Double.parseDouble(value));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--speed needs a number or max, not " + value, e);
        }
    }

    private static int port(String value) {
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65_535) {
            throw new IllegalArgumentException("a port is a number up to 65535, not " + value);
        }
        return Integer.parseInt(value);
    }

    private static String value(String[] args, int i) {
        if (i == args.length) {
            throw new IllegalArgumentException(args[i - 1] + " needs a value");
        }
        return args[i];
    }
}
