package dev.candlewick.job.command;

import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.EffectiveSettings.Entry;
import dev.candlewick.job.settings.InvalidSettingsException;
import dev.candlewick.job.settings.SettingsLoader.CommandValues;
import java.util.List;
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
            description = "Also check the folders and files they name; connects nowhere.")
    private boolean check;

    ConfigCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void execute() throws InvalidSettingsException {
        EffectiveSettings effective = options.load(shell.environment(), CommandValues.NONE);
        if (check) {
            Preflight.of(effective).foldersLookWritable().orRefuse();
            effective.settings().universe().collected();
        }
        print(effective.entries());
        if (check) {
            shell.err().println("All settings are valid.");
        }
    }

    private void print(List<Entry> entries) {
        int keys = entries.stream().mapToInt(entry -> entry.key().length()).max().orElse(0);
        int values = entries.stream().mapToInt(entry -> entry.value().length()).max().orElse(0);
        String form = "%-" + keys + "s  %-" + values + "s  %s%n";
        entries.forEach(
                entry -> shell.out().printf(form, entry.key(), entry.value(), entry.origin()));
    }
}
