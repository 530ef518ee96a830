package dev.candlewick.job.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.candlewick.functions.model.SettingsChange;
import dev.candlewick.job.settings.InvalidSettingsException;
import dev.candlewick.job.settings.Problem;
import dev.candlewick.job.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a changed settings file does to a run, and what it does not. */
class SettingsWatchTest {

    private final Logger log = (Logger) LogManager.getLogger(SettingsWatch.class);
    private final Lines lines = new Lines();
    @TempDir private Path folder;
    private Path yaml;
    private SettingsStore store;

    @BeforeEach
    void begin() throws Exception {
        lines.start();
        log.addAppender(lines);
        log.setLevel(Level.INFO);
        yaml = folder.resolve("candlewick.yaml");
        store = new SettingsStore(folder.resolve("lake").toUri().toString());
        write("sentiment.fear-until: 45", "lake.path: one");
        begin("run-1");
    }

    @AfterEach
    void stopListening() {
        log.removeAppender(lines);
        log.setLevel(null);
    }

    @Test
    void aChangeThatMayTakeEffectDoesAndIsAVersionOfItsOwn() throws Exception {
        SettingsWatch watch = watch(-1);

        write("sentiment.fear-until: 47", "lake.path: one");
        SettingsUpdate update = watch.look(1_000).orElseThrow();

        assertThat(update.version()).isEqualTo(2);
        assertThat(update.sentiment().fear).isEqualTo(47);
        assertThat(update.changes())
                .containsExactly(
                        new SettingsChange(
                                1_000, 2, "sentiment.fear-until", "45", "47", yaml + ":1"));
        assertThat(store.read().orElseThrow().settings().sentiment().bounds().fear()).isEqualTo(47);
        assertThat(watch.look(2_000)).as("once").isEmpty();
    }

    @Test
    void aBadFileIsRefusedWithOneClearLineAndTheOldSettingsStay() throws Exception {
        SettingsWatch watch = watch(-1);

        write("sentiment.fear-until: 470", "lake.pth: one");
        assertThat(watch.look(1_000)).isEmpty();
        assertThat(watch.look(2_000)).isEmpty();

        assertThat(lines.all)
                .singleElement()
                .asString()
                .startsWith("The changed settings are refused, and those in force stay: ")
                .contains("sentiment.fear-until = 470 (" + yaml + ":1): write a whole number")
                .contains("lake.pth");
        assertThat(store.read().orElseThrow().version()).isEqualTo(1);

        write("sentiment.fear-until: 48", "lake.path: one");
        assertThat(watch.look(3_000)).get().extracting(SettingsUpdate::version).isEqualTo(2L);
    }

    @Test
    void whatTheExchangeDoesNotAllowIsRefusedToo() throws Exception {
        SettingsWatch watch =
                new SettingsWatch(
                        file(),
                        store,
                        settings -> {
                            throw new InvalidSettingsException(
                                    List.of(new Problem("too many symbols")));
                        });
        watch.begin(-1);
        write("universe.symbols: [A, B, C]", "lake.path: one");

        assertThat(watch.look(1_000)).isEmpty();
        assertThat(lines.all).singleElement().asString().contains("too many symbols");
    }

    @Test
    void aFileThatIsGoneChangesNothingAndIsSaidOnce() throws Exception {
        SettingsWatch watch = watch(-1);
        watch.look(1);
        Files.delete(yaml);

        assertThat(watch.look(1_000)).isEmpty();
        assertThat(watch.look(2_000)).isEmpty();
        assertThat(lines.all).singleElement().asString().contains(yaml + " cannot be read");
    }

    @Test
    void keysThatNeedARestartAreNamedAndAreInForceAfterIt() throws Exception {
        SettingsWatch watch = watch(-1);

        write("sentiment.fear-until: 45", "lake.path: two", "exchange.max-users: 3");
        assertThat(watch.look(1_000)).isEmpty();
        assertThat(lines.all)
                .containsExactly(
                        "Changed, but in force only after a restart: exchange.max-users,"
                                + " lake.path");

        begin("run-2");
        assertThat(watch(-1).look(2_000)).as("it is in force already").isEmpty();
        assertThat(store.read().orElseThrow().changes())
                .extracting(SettingsChange::version, SettingsChange::key, SettingsChange::newValue)
                .containsExactly(
                        tuple(2L, "exchange.max-users", "3"), tuple(2L, "lake.path", "two"));
    }

    @Test
    void aRestoreEmitsAgainWhatItsCheckpointHadNotSeen() throws Exception {
        SettingsWatch watch = watch(-1);
        write("sentiment.fear-until: 47", "lake.path: one");
        watch.look(1_000);
        write("sentiment.fear-until: 48", "lake.path: one");
        watch.look(2_000);

        assertThat(again(1)).extracting(SettingsChange::newValue).containsExactly("47", "48");
        assertThat(again(2)).extracting(SettingsChange::newValue).containsExactly("48");
        assertThat(again(-1))
                .as("without a checkpoint, all of this run")
                .extracting(SettingsChange::newValue)
                .containsExactly("47", "48");
    }

    @Test
    void aRunWithTheSameSettingsBeginsAlsoWhereTheyCannotBeWritten() throws Exception {
        Files.createDirectories(folder.resolve("lake/.settings.json.unfinished/in-the-way"));

        begin("run-2");

        assertThat(watch(-1).look(1_000)).isEmpty();
        write("sentiment.fear-until: 47", "lake.path: one");
        assertThatThrownBy(() -> begin("run-3"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("The settings have changed and cannot be written");
    }

    @Test
    void secretsAreMaskedInWhatIsKept() throws Exception {
        write("sentiment.url: https://me:planted@example.com/?token=planted", "lake.path: one");
        begin("run-2");

        assertThat(store.read().orElseThrow().toJson()).doesNotContain("planted");
    }

    private List<SettingsChange> again(long known) throws IOException {
        return new SettingsWatch(file(), store, settings -> {}).begin(known).changes();
    }

    private SettingsWatch watch(long known) throws IOException {
        SettingsWatch watch = new SettingsWatch(file(), store, settings -> {});
        watch.begin(known);
        return watch;
    }

    private void begin(String runId) throws Exception {
        new HotReload(file(), file().load(), store.lake(), settings -> {}).begin(runId, 500);
    }

    private SettingsFile file() {
        return new SettingsFile(Optional.of(yaml), Optional.empty(), List.of(), Map.of());
    }

    private void write(String... text) throws IOException {
        Files.createDirectories(folder.resolve("lake"));
        Files.write(yaml, List.of(text));
    }

    /** What was logged that a person has to read. */
    private static final class Lines extends AbstractAppender {
        private final List<String> all = new ArrayList<>();

        Lines() {
            super("lines", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            if (event.getLevel().isMoreSpecificThan(org.apache.logging.log4j.Level.WARN)) {
                all.add(event.getMessage().getFormattedMessage());
            }
        }
    }
}
