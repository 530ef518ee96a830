package dev.candlewick.job.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.candlewick.job.local.Causes;
import dev.candlewick.job.settings.InvalidSettingsException;
import dev.candlewick.job.settings.Problem;
import java.io.PrintWriter;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code candlewick}: all commands, and the one place that turns failures into lines. */
@Command(
        name = "candlewick",
        description = "Crypto market data to bars that a researcher can trust, on Apache Flink.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Settings: candlewick.yaml, CANDLEWICK_* variables, --set (see config)."})
public final class CandlewickCommand implements Runnable {

    @Spec private CommandSpec spec;

    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("unused") // picocli looks at it
    private boolean help;

    private CandlewickCommand() {}

    /** Runs a command and returns its exit code: 0 done, 1 failed, 2 bad usage. */
    public static int run(Shell shell, String... arguments) {
        return commandLine(shell).execute(arguments);
    }

    private static CommandLine commandLine(Shell shell) {
        CommandLine line = new CommandLine(new CandlewickCommand());
        if (shell.ownsProcess()) {
            // A cluster has neither a console nor the simulator that the demo plays against.
            line.addSubcommand(new DemoCommand(shell));
        }
        line.addSubcommand(new LiveCommand(shell));
        line.addSubcommand(new ReplayCommand(shell));
        line.addSubcommand(new BackfillCommand(shell));
        line.addSubcommand(new QueryCommand(shell));
        line.addSubcommand(new VerifyCommand(shell));
        line.addSubcommand(new ReportCommand(shell));
        line.addSubcommand(new CompactCommand(shell));
        line.addSubcommand(
                new CommandLine(new DeadLettersCommand(shell))
                        .addSubcommand(new DeadLettersReplayCommand(shell)));
        line.addSubcommand(new StatusCommand(shell));
        line.addSubcommand(new DoctorCommand(shell));
        line.addSubcommand(new ConfigCommand(shell));
        line.setOut(new PrintWriter(shell.out(), true, UTF_8));
        line.setErr(new PrintWriter(shell.err(), true, UTF_8));
        line.setUsageHelpAutoWidth(true);
        line.setExpandAtFiles(false); // a symbol may begin with @
        line.setParameterExceptionHandler((problem, given) -> refuse(shell, problem));
        line.setExecutionExceptionHandler((problem, at, parsed) -> fail(shell, problem));
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }

    private static int refuse(Shell shell, ParameterException problem) {
        CommandLine at = problem.getCommandLine();
        shell.err().println("candlewick: " + problem.getMessage().lines().findFirst().orElse(""));
        shell.err().println("Try '" + at.getCommandSpec().qualifiedName() + " --help'.");
        return 2;
    }

    private static int fail(Shell shell, Exception problem) {
        if (problem instanceof Refusal refusal) {
            print(shell, refusal.lines());
            return refusal.exitCode();
        }
        if (problem instanceof InvalidSettingsException invalid) {
            print(shell, invalid.problems().stream().map(Problem::line).toList());
            return 2;
        }
        LoggerFactory.getLogger(CandlewickCommand.class).error("Command failed", problem);
        print(shell, List.of(Causes.oneLine(problem)));
        return 1;
    }

    private static void print(Shell shell, List<String> lines) {
        lines.forEach(line -> shell.err().println("candlewick: " + line));
    }
}
