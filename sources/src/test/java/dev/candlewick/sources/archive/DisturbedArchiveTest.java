package dev.candlewick.sources.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.archive.TestingChain.Form;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Archives that lack lines, parts of lines, ends of files and files, at random: what a bar says of
 * its coverage is compared with the chain that the archive was written from. {@code
 * -Dcandlewick.archives=420} makes so many of each form.
 */
class DisturbedArchiveTest extends DisturbedArchiveFixture {

    private static final int SEEDS = Integer.getInteger("candlewick.archives", 20);

    @ParameterizedTest
    @EnumSource
    void noBarIsFalselyWholeAndNoTimeIsUnexplained(Form form) throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            Path archive = folder.resolve(form + "-" + seed);
            Disturbed disturbed = new Disturbed(seed, form);
            disturbed.write(archive);

            List<FeedEvent> ordered =
                    TestingReader.ordered(
                            TestingReader.events(
                                    new ArchiveRequest(
                                            null,
                                            null,
                                            archive.toString(),
                                            FROM * 1_000,
                                            TO * 1_000,
                                            TestingChain.COINS,
                                            false)));
            Map<String, Bar> bars = newest(TestingReader.bars(ordered));
            bars.values().forEach(disturbed::check);
            checkExplained(seed, bars, gaps(ordered));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"EVERY_BLOCK", "FILLS"})
    void ofAWholeArchiveEveryBarIsWhole(Form form) throws IOException {
        Disturbed undisturbed = new Disturbed(-1, form);
        undisturbed.write(folder);
        ArchiveRequest request =
                new ArchiveRequest(
                        null,
                        null,
                        folder.toString(),
                        FROM * 1_000,
                        TO * 1_000,
                        TestingChain.COINS,
                        false);

        List<FeedEvent> ordered = TestingReader.ordered(TestingReader.events(request));

        assertThat(gaps(ordered)).isEmpty();
        assertThat(TestingReader.bars(ordered))
                .hasSizeGreaterThan(2 * (60 + 12))
                .allMatch(bar -> bar.coverage() != Coverage.PARTIAL)
                .allSatisfy(undisturbed::check);
    }
}
