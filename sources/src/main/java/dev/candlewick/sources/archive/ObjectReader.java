package dev.candlewick.sources.archive;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.archive.ArchiveSplit.Position;
import dev.candlewick.sources.hyperliquid.archive.ArchiveLines;
import dev.candlewick.sources.hyperliquid.archive.LineDecoder;
import dev.candlewick.sources.hyperliquid.archive.LineOrigin;
import dev.candlewick.sources.json.ValidationRules;
import dev.candlewick.sources.net.WakeableSleep;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one object to its end or to its damage, and says what that means for its symbols. */
final class ObjectReader implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectReader.class);

    private static final int MAX_EVENTS = 8_000;
    private static final int MAX_LINES = 2_000;

    /** The seam to the next object is looked for in so many lines of it. */
    private static final int MAX_LINES_OF_A_SEAM = 10_000;

    /** So many lines of another kind show when they begin. */
    private static final int LINES_OF_ANOTHER_KIND = 2;

    /** So much of an object may be refused before it counts as damaged. */
    private static final int MAX_REFUSED = 1_000;

    private final ArchiveSplit split;
    private final ArchiveObject object;
    private final ObjectEvents events;
    private final LineDecoder decoder;
    private final WakeableSleep retryDelay;
    private final ValidationRules rules;
    private final ObjectLines lines;
    private byte[] header;
    private boolean isEmpty = true;

    ObjectReader(
            ArchiveSplit split,
            ArchiveStatus status,
            ArchiveRules rules,
            WakeableSleep retryDelay,
            ArchiveProgress progress) {
        this.split = split;
        this.object = split.object();
        this.events = new ObjectEvents(split, status, rules.silence(), progress);
        this.rules = rules.validation();
        this.decoder = decoder(object, split.seams().continues());
        this.retryDelay = retryDelay;
        this.lines = new ObjectLines(object.path(), decoder.hasHeader(), retryDelay, progress);
    }

    private LineOrigin origin(ArchiveObject of) {
        return new LineOrigin(of.path(), of.start(), of.end(), rules, events::isWanted);
    }

    private LineDecoder decoder(ArchiveObject of, boolean continues) {
        LineOrigin origin = origin(of);
        return switch (of.dataset()) {
            case MARKET_DATA -> ArchiveLines.books(origin);
            case ASSET_CONTEXTS -> ArchiveLines.contexts(origin);
            case NODE_TRADES -> ArchiveLines.nodeTrades(origin);
            case NODE_FILLS -> ArchiveLines.fills(origin, continues);
            case NODE_FILLS_BY_BLOCK -> ArchiveLines.blocks(origin);
        };
    }

    /** The next events; the last record ends the split. */
    ArchiveRecord next() throws IOException {
        readAgain();
        List<FeedEvent> out = new ArrayList<>();
        events.into(out);
        for (int i = 0; i < MAX_LINES && events.size() < MAX_EVENTS; i++) {
            if (!decodeNext()) {
                end();
                events.flush();
                return new ArchiveRecord(split.at(new Position(lines.taken(), true)), out);
            }
        }
        events.flush();
        return new ArchiveRecord(split.at(new Position(lines.taken(), false)), out);
    }

    /** After a restart: what these lines hold is out, but what follows depends on them. */
    private void readAgain() throws IOException {
        List<FeedEvent> emitted = new ArrayList<>();
        while (lines.taken() < split.position().lines()) {
            events.into(emitted);
            if (!decodeNext()) {
                return;
            }
            events.flush();
            emitted.clear();
        }
    }

    /** Whether there was a line to decode. */
    private boolean decodeNext() throws IOException {
        byte[] line = lines.next();
        if (header == null && lines.header() != null) {
            header = lines.header();
            decoder.decode(header, events);
        }
        if (line == null || events.isPast() || events.refused() > MAX_REFUSED) {
            return false;
        }
        isEmpty = false;
        decoder.decode(line, events);
        return true;
    }

    private void end() throws IOException {
        String damage = damage();
        if (damage != null) {
            LOG.warn("{} {}: its hour is a gap", object.path(), damage);
            decoder.damaged();
        }
        if (split.seams().next() == null || events.isPast()) {
            decoder.end(events);
        } else {
            readSeam(split.seams().next());
        }
        if (damage == null) {
            events.end();
        } else {
            events.damaged(damage);
        }
    }

    private void readSeam(ArchiveObject next) throws IOException {
        if (next.dataset() == object.dataset()) {
            decoder.next(origin(next), events);
            events.atSeam();
            if (!readNext(next, MAX_LINES_OF_A_SEAM, line -> decoder.decodeNext(line, events))) {
                decoder.end(events);
            }
        } else {
            decoder.end(events);
            events.atSeam();
            LineDecoder other = decoder(next, true);
            readNext(
                    next,
                    LINES_OF_ANOTHER_KIND,
                    line -> {
                        other.decode(line, events.timesOnly());
                        return true;
                    });
        }
    }

    /** Whether the seam needed no more than the lines of the next object that were read. */
    private boolean readNext(ArchiveObject next, int most, Predicate<byte[]> needsMore)
            throws IOException {
        try (ObjectLines nextLines =
                new ObjectLines(next.path(), false, retryDelay, new ArchiveProgress())) {
            for (int i = 0; i < most; i++) {
                byte[] line = nextLines.next();
                if (line == null) {
                    return false;
                }
                if (!needsMore.test(line)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Null if the object is sound. */
    private String damage() {
        if (lines.damage() != null) {
            return lines.damage();
        }
        if (events.refused() > MAX_REFUSED) {
            return String.format(
                    Locale.ROOT, "is damaged: more than %d of its lines were refused", MAX_REFUSED);
        }
        return isEmpty ? "is empty" : null;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
