package dev.candlewick.job.command;

import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.EffectiveSettings.Entry;
import dev.candlewick.job.settings.InvalidSettingsException;
import dev.candlewick.job.settings.SettingsLoader.CommandValues;
import dev.candlewick.job.settings.SettingsSchema;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code candlewick config}. */
@Command(
        name = "config",
        description = "Print the settings in effect, each with where it came from.")
final class ConfigCommand implements RunsCommand {

    private final Shell shell;

    @Mixin private SettingsOptions options = new SettingsOptions();

    @Option(
            names = "--check",
            description =
                    "Also refuse what live would refuse of the folders and files they name and of the"
                            + " streams that the exchange allows; connects nowhere.")
    private boolean check;

    @Option(
            names = "--schema",
            description = "Print a JSON Schema of the settings file instead, for editors.")
    private boolean schema;

    ConfigCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void execute() throws InvalidSettingsException {
        if (schema) {
            shell.out().println(SettingsSchema.text());
            return;
        }
        EffectiveSettings effective = options.load(shell.environment(), CommandValues.NONE);
        if (check) {
            check(effective);
        }
        print(effective.entries());
        if (check) {
            shell.err().println("All settings are valid.");
        }
    }

    private void check(EffectiveSettings effective) throws InvalidSettingsException {
        Preflight.of(effective)
                .processSuffices()
                .foldersLookWritable()
                .journalLooksWritable()
                .streamsAreAllowed()
                .webUiPortUnlessItRuns()
                .orRefuse();
        effective.settings().universe().collected();
    }

    private void print(List<Entry> entries) {
        int keys = entries.stream().mapToInt(entry -> entry.key().length()).max().orElse(0);
        int values = entries.stream().mapToInt(entry -> entry.value().length()).max().orElse(0);
        String form = "%-" + keys + "s  %-" + values + "s  %s%n";
        entries.forEach(
                entry ->
                        shell.out()
                                .printf(
                                        Locale.ROOT,
                                        form,
                                        entry.key(),
                                        entry.value(),
                                        entry.origin()));
    }
}
